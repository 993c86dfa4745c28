package fi.rekisterihub.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeReplyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
                ''                                         | DONE
                tehty                                      | DONE
                tehty!                                     | DONE
                hei, tiedot on korjattu. terveisin maija   | DONE
                gjort                                      | DONE
                uppgifterna ar raderade, klart             | DONE
                done, thank you                            | DONE
                ei                                         | NOT_DONE
                ei tehty, henkiloa ei ole meilla           | NOT_DONE
                emme tunne henkiloa                        | NOT_DONE
                nej, vi har inte kunden                    | NOT_DONE
                no                                         | NOT_DONE
                not done: no such person                   | NOT_DONE
                ei viela tehty                             | UNCLEAR
                not yet done                               | UNCLEAR
                kasittelyssa                               | UNCLEAR
                kiitos viestista                           | UNCLEAR
                keita te olette                            | UNCLEAR
                korjattu mutta puhelinta ei loydy          | UNCLEAR
                """)
    void readsWhatIsMeant(String words, NoticeReply meant) {
        assertThat(NoticeReply.of(words == null ? "" : words)).isEqualTo(meant);
    }
}
