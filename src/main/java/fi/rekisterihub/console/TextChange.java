package fi.rekisterihub.console;

import fi.rekisterihub.description.ChangedText;
import fi.rekisterihub.description.Comparison;
import fi.rekisterihub.description.Description.Kind;
import fi.rekisterihub.description.Descriptions;
import fi.rekisterihub.profile.Texts;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a saved profile changes in a register's public notice, for whoever is about to take it into use.
 *
 * @param fingerprint of the saved profile: the text that was seen is the one that is taken
 * @param notice in the reader's language
 * @param record how many lines of the record of processing change in that language
 * @param byLanguage how many lines of the notice change in each language
 */
record TextChange(
        String register, Texts name, String fingerprint, Comparison notice, long record, Map<String, Long> byLanguage) {

    static TextChange of(ChangedText change, String language, LocalDate day) {
        Map<String, Long> byLanguage = new LinkedHashMap<>();
        Descriptions.languages(change.after())
                .forEach(one -> byLanguage.put(
                        one, change.comparison(Kind.NOTICE, one, day).differences()));
        return new TextChange(
                change.after().id(),
                change.after().name(),
                change.after().fingerprint(),
                change.comparison(Kind.NOTICE, language, day),
                change.comparison(Kind.RECORD, language, day).differences(),
                byLanguage);
    }
}
