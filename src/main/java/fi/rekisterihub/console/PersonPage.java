package fi.rekisterihub.console;

import fi.rekisterihub.identity.Together;
import fi.rekisterihub.identity.TogetherReader;
import fi.rekisterihub.notice.DeliveryView;
import fi.rekisterihub.notice.NoticeReader;
import fi.rekisterihub.permission.Deliverability;
import fi.rekisterihub.permission.PermissionReader;
import fi.rekisterihub.permission.PermissionStates;
import fi.rekisterihub.permission.Propagation;
import fi.rekisterihub.profile.Profiles;
import fi.rekisterihub.register.EntityView;
import fi.rekisterihub.register.HistoryReader;
import fi.rekisterihub.register.PersonGuards;
import fi.rekisterihub.register.RegisterReader;
import fi.rekisterihub.security.Audit;
import java.security.Principal;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** "What do we know of this person, why, and what may we do?" Looking is written down. */
@Controller
class PersonPage {

    private static final int LATEST = 100;

    private final RegisterReader register;
    private final HistoryReader history;
    private final PermissionStates states;
    private final PermissionReader permissions;
    private final Deliverability deliverability;
    private final NoticeReader notices;
    private final Profiles profiles;
    private final Audit audit;
    private final QuestionSection questions;
    private final Called called;
    private final TogetherReader sames;
    private final PersonGuards guards;
    private final CorrectionSection corrected;
    private final ErasurePage erasure;
    private final PersonRequests asked;
    private final RetentionSection retention;

    PersonPage(
            RegisterReader register,
            HistoryReader history,
            PermissionStates states,
            PermissionReader permissions,
            Deliverability deliverability,
            NoticeReader notices,
            Profiles profiles,
            Audit audit,
            QuestionSection questions,
            Called called,
            TogetherReader sames,
            PersonGuards guards,
            CorrectionSection corrected,
            ErasurePage erasure,
            PersonRequests asked,
            RetentionSection retention) {
        this.asked = asked;
        this.register = register;
        this.history = history;
        this.states = states;
        this.permissions = permissions;
        this.deliverability = deliverability;
        this.notices = notices;
        this.profiles = profiles;
        this.audit = audit;
        this.questions = questions;
        this.called = called;
        this.sames = sames;
        this.guards = guards;
        this.corrected = corrected;
        this.erasure = erasure;
        this.retention = retention;
    }

    @GetMapping("/people/{id}")
    String show(@PathVariable long id, @RequestParam(defaultValue = "") String kind, Model model, Principal user) {
        EntityView person = register.person(id).orElse(null);
        if (person == null) {
            return erasure.erased(id, model).orElseThrow(NotHere::new);
        }
        audit.record(user.getName(), "person-viewed", id, null);
        List<PermissionReader.Act> acts = permissions.ofPerson(id, LATEST);
        List<DeliveryView> told = notices.ofEntity(id, LATEST);
        Together together = sames.with(person);
        model.addAttribute("together", together);
        questions.show(together, model);
        model.addAttribute("entity", person);
        corrected.show(person, model);
        erasure.show(person, model);
        asked.show(person, model);
        retention.show(person, model);
        model.addAttribute("bans", guards.bansOf(id));
        model.addAttribute("roles", register.rolesOf(id));
        model.addAttribute(
                "matrix",
                PermissionMatrix.of(
                        profiles.find(person.registerId()).orElse(null),
                        states.of(id),
                        new Propagation(
                                acts,
                                notices.byCause(acts.stream()
                                        .map(PermissionReader.Act::cause)
                                        .toList()),
                                told)));
        model.addAttribute("undeliverable", deliverability.ofPerson(id).orElse(null));
        model.addAttribute("told", told);
        model.addAttribute("kind", kind);
        model.addAttribute(
                "timeline", Timeline.of(called.companiesIn(history.ofEntity(id, null, LATEST)), acts, told, kind));
        return "person";
    }
}
