package fi.rekisterihub.console;

import fi.rekisterihub.Finland;
import fi.rekisterihub.reconcile.Corrections;
import fi.rekisterihub.register.EntityRow;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.register.RegisterSearch;
import fi.rekisterihub.security.Audit;
import fi.rekisterihub.subject.Answers;
import fi.rekisterihub.subject.Happening;
import fi.rekisterihub.subject.RefusalGround;
import fi.rekisterihub.subject.RequestContent;
import fi.rekisterihub.subject.RequestDesk;
import fi.rekisterihub.subject.RequestKind;
import fi.rekisterihub.subject.RequestReader;
import fi.rekisterihub.subject.RequestState;
import fi.rekisterihub.subject.RequestView;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** "What did this person ask, how far is it, and what comes next?" Looking is written down. */
@Controller
class RequestPage {

    private static final int MOST_FOUND = 5;

    private final RequestReader reader;
    private final RequestDesk desk;
    private final RegisterReader register;
    private final RegisterSearch search;
    private final Corrections corrections;
    private final Called called;
    private final Audit audit;

    RequestPage(
            RequestReader reader,
            RequestDesk desk,
            RegisterReader register,
            RegisterSearch search,
            Corrections corrections,
            Called called,
            Audit audit) {
        this.reader = reader;
        this.desk = desk;
        this.register = register;
        this.search = search;
        this.corrections = corrections;
        this.called = called;
        this.audit = audit;
    }

    @GetMapping("/requests/{id}")
    @PreAuthorize("hasAnyRole('OPERATOR', 'STEWARD', 'OFFICER')")
    String show(@PathVariable long id, Model model, Principal user) {
        RequestView request = reader.find(id).orElseThrow(NotHere::new);
        RequestContent content = reader.content(id);
        audit.record(user.getName(), "person-viewed", request.personId(), "request " + id);
        Long person = request.personId();
        model.addAttribute("request", request);
        model.addAttribute("theirs", content);
        model.addAttribute("events", reader.events(id));
        model.addAttribute("fee", reader.feeMayBeAsked(request));
        model.addAttribute("urgency", request.urgency(Finland.today()));
        model.addAttribute("left", request.daysLeft(Finland.today()));
        model.addAttribute("next", next(request));
        model.addAttribute("called", person == null ? null : called.of(person).of(person));
        model.addAttribute("maybe", person == null ? maybe(request, content) : List.of());
        model.addAttribute("kinds", RequestKind.values());
        model.addAttribute("means", desk.means(request));
        model.addAttribute("grounds", RefusalGround.of(request.kind(), request.absolute()));
        model.addAttribute(
                "texts",
                Arrays.stream(Answers.Text.values())
                        .filter(text -> text.answers(request.kind()))
                        .toList());
        model.addAttribute("mayDisclose", request.identified() && person != null && request.may(Happening.DISCLOSED));
        model.addAttribute(
                "fields",
                person == null || request.kind() != RequestKind.RECTIFICATION
                        ? List.of()
                        : register.person(person).map(corrections::fields).orElse(List.of()));
        model.addAttribute("may", new May(request));
        return "request";
    }

    /** What may happen now, as the template asks it. */
    record May(RequestView request) {

        public boolean be(String happening) {
            return request.may(Happening.of(happening));
        }
    }

    /** The message key under {@code request.next.}. */
    private String next(RequestView request) {
        if (request.state() instanceof RequestState.Answered) {
            return "close";
        }
        if (request.state() instanceof RequestState.Closed) {
            return "none";
        }
        if (request.state().undecided()) {
            if (request.state() instanceof RequestState.Asked) {
                return "wait";
            }
            if (request.personId() == null) {
                return "person";
            }
            if (!request.identified()) {
                return "identity";
            }
            return desk.lacksSituation(request) ? "situation" : "decide";
        }
        boolean toBeMade = request.state() instanceof RequestState.Granted
                && request.kind().tells()
                && !reader.disclosed(request.id());
        return toBeMade ? "make" : "answer";
    }

    /** Who it may be, by what the person has given. */
    private List<EntityRow> maybe(RequestView request, RequestContent content) {
        String given = content.contact() == null ? content.name() : content.contact();
        if (given == null || given.isBlank()) {
            return List.of();
        }
        return search.persons(given, null, MOST_FOUND).stream()
                .filter(row ->
                        request.registerId() == null || request.registerId().equals(row.registerId()))
                .toList();
    }
}
