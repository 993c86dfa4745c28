package fi.rekisterihub.console;

import fi.rekisterihub.Finding;
import fi.rekisterihub.Finland;
import fi.rekisterihub.identity.PairReader;
import fi.rekisterihub.identity.Stewards;
import fi.rekisterihub.intake.RunReader;
import fi.rekisterihub.intake.SourceReader;
import fi.rekisterihub.intake.SourceView;
import fi.rekisterihub.notice.LateAnswers;
import fi.rekisterihub.notice.NoticeReader;
import fi.rekisterihub.permission.PermissionReader;
import fi.rekisterihub.reconcile.ConflictReader;
import fi.rekisterihub.reconcile.ReviewReader;
import fi.rekisterihub.retention.RetentionRuns;
import fi.rekisterihub.retention.Standings;
import fi.rekisterihub.route.RouteFolder;
import fi.rekisterihub.route.RouteState;
import fi.rekisterihub.security.Audit;
import fi.rekisterihub.subject.RequestReader;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** "Is anything late, stopped or waiting for me?" */
@Controller
class TodayPage {

    private static final int LATEST = 8;
    private static final int MOST_QUESTIONS = 1_000;

    private final RunReader runs;
    private final SourceReader sources;
    private final NoticeReader notices;
    private final LateAnswers lateAnswers;
    private final ReviewReader reviews;
    private final PairReader pairs;
    private final ConflictReader conflicts;
    private final Stewards stewards;
    private final PermissionReader permissions;
    private final RouteFolder routes;
    private final Audit audit;
    private final Standings standings;
    private final RetentionRuns purges;
    private final Words words;
    private final RequestReader requests;

    TodayPage(
            RunReader runs,
            SourceReader sources,
            NoticeReader notices,
            LateAnswers lateAnswers,
            ReviewReader reviews,
            PairReader pairs,
            ConflictReader conflicts,
            Stewards stewards,
            PermissionReader permissions,
            RouteFolder routes,
            Audit audit,
            Standings standings,
            RetentionRuns purges,
            Words words,
            RequestReader requests) {
        this.requests = requests;
        this.runs = runs;
        this.sources = sources;
        this.notices = notices;
        this.lateAnswers = lateAnswers;
        this.reviews = reviews;
        this.pairs = pairs;
        this.conflicts = conflicts;
        this.stewards = stewards;
        this.permissions = permissions;
        this.routes = routes;
        this.audit = audit;
        this.standings = standings;
        this.purges = purges;
        this.words = words;
    }

    @GetMapping("/")
    String show(Model model, HttpServletRequest request) {
        fill(model, request);
        return "today";
    }

    /** Only what moves, for open pages. */
    @GetMapping("/today/now")
    String now(Model model, HttpServletRequest request) {
        fill(model, request);
        return "today :: now";
    }

    private void fill(Model model, HttpServletRequest request) {
        model.addAttribute("moving", runs.moving());
        model.addAttribute("held", runs.held());
        model.addAttribute("latest", runs.list(null, null, null, LATEST));
        List<SourceView> all = sources.all();
        model.addAttribute("sources", all);
        model.addAttribute(
                "trouble",
                all.stream().filter(source -> source.freshness().trouble()).toList());
        model.addAttribute(
                "stale",
                permissions.lists().stream()
                        .filter(PermissionReader.OptOutListView::stale)
                        .toList());
        model.addAttribute(
                "broken", routes.bad().stream().map(Finding::file).distinct().toList());
        model.addAttribute("unseen", routes.waiting());
        model.addAttribute(
                "unread",
                routes.states().stream()
                        .filter(route -> route.status() == RouteState.Status.TROUBLED)
                        .toList());
        model.addAttribute("states", NoticeStates.of(notices.counts()));
        model.addAttribute("lateAnswers", lateAnswers.now());
        model.addAttribute("optOutsOnTheWay", notices.optOutsOnTheWay());
        model.addAttribute("waiting", reviews.waiting());
        model.addAttribute("proposedOfRecords", reviews.proposed());
        model.addAttribute("disagreeing", conflicts.waiting().number());
        model.addAttribute("questions", pairs.upTo(MOST_QUESTIONS));
        model.addAttribute("proposed", stewards.howManyWait());
        model.addAttribute("asked", requests.waiting());
        LocalDate today = Finland.today();
        model.addAttribute(
                "lapsed",
                standings.all().stream().filter(one -> one.trouble(today)).toList());
        model.addAttribute("purges", purges.braked());
        model.addAttribute("today", today);
        model.addAttribute("chart", HourChart.of(runs.changesOfLastDay(), words));
        if (request.isUserInRole("MAIN_USER")) {
            model.addAttribute("lookers", audit.lookersOfTheDay());
        }
    }
}
