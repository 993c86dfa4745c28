package fi.rekisterihub.demo;

import fi.rekisterihub.simulator.PrhSimulator;
import fi.rekisterihub.simulator.World;
import fi.rekisterihub.simulator.WorldCompany;
import fi.rekisterihub.simulator.WorldEvent;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** The notices that the company register publishes: a few of each day before today, and one when a company moves. */
final class CompanyNews {

    static final ZoneId FINLAND = ZoneId.of("Europe/Helsinki");

    private static final int DAYS = 30;
    private static final int A_DAY = 3;

    private final PrhSimulator register;
    private final World world;

    CompanyNews(PrhSimulator register, World world) {
        this.register = register;
        this.world = world;
    }

    /** The same for a day whenever the demo starts, so that days that are read once more say what they said before. */
    void ofTheLastDays(LocalDate today) {
        List<WorldCompany> published =
                world.companies().stream().filter(any -> !any.isSoleTrader()).toList();
        for (LocalDate day = today.minusDays(DAYS); day.isBefore(today); day = day.plusDays(1)) {
            for (int n = 0; n < A_DAY; n++) {
                int which = (int) ((day.toEpochDay() * A_DAY + n) * 7_919 % published.size());
                register.notice(day, published.get(which).businessId());
            }
        }
    }

    void tell(WorldEvent event, LocalDate today) {
        boolean published = world.company(event.businessId())
                .filter(company -> !company.isSoleTrader())
                .isPresent();
        if (event.kind() == WorldEvent.Kind.COMPANY_MOVED && published) {
            register.notice(today, event.businessId());
        }
    }
}
