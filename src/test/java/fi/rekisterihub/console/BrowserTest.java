package fi.rekisterihub.console;

import static org.assertj.core.api.Assertions.assertThat;

import fi.rekisterihub.evidence.Sealer;
import fi.rekisterihub.permission.LinkSubject;
import fi.rekisterihub.permission.LinkTokens;
import fi.rekisterihub.permission.People;
import fi.rekisterihub.register.SubjectKeys;
import fi.rekisterihub.support.FilledHub;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Every page in a real Chromium: three languages, wide and narrow, no console error, no serious axe finding. With
 * {@code -Dpictures=true} it leaves a picture of each in {@code target/pictures}.
 */
class BrowserTest {

    private static final Path PICTURES = Path.of("target/pictures");
    private static final Dimension WIDE = new Dimension(1280, 900);
    private static final Dimension PHONE = new Dimension(500, 900);
    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("today", "/"),
            Map.entry("people", "/people"),
            Map.entry("person", "/people/201"),
            Map.entry("companies", "/companies?q=koivu"),
            Map.entry("company", "/companies/101"),
            Map.entry("reviews", "/reviews"),
            Map.entry("review", "/reviews/1"),
            Map.entry("opt-outs", "/opt-outs"),
            Map.entry("processors", "/processors"),
            Map.entry("notice", "/notices/00000000-0000-4000-8000-000000000013"),
            Map.entry("sources", "/sources"),
            Map.entry("source", "/sources/fonecta-contact"),
            Map.entry("run", "/runs/1"),
            Map.entry("run-braked", "/runs/3"),
            Map.entry("run-moving", "/runs/2"),
            Map.entry("parked", "/parked"),
            Map.entry("parked-row", "/parked/1"),
            Map.entry("deliveries", "/deliveries"),
            Map.entry("delivery", "/deliveries/1"),
            Map.entry("rerun", "/runs/1/rerun"),
            Map.entry("routes", "/routes?check=true"),
            Map.entry("registers", "/registers"),
            Map.entry("register", "/registers/sofor-asiakasrekisteri"),
            Map.entry("description", "/registers/sofor-asiakasrekisteri/description"),
            Map.entry("record", "/registers/sofor-asiakasrekisteri/description?text=record"),
            Map.entry("description-versions", "/registers/sofor-asiakasrekisteri/description/versions"),
            Map.entry("description-change", "/registers/sofor-asiakasrekisteri/description/change"),
            Map.entry(
                    "extract",
                    "/registers/soprano-valiaikainen-markkinointirekisteri/extract?channel=email&what=direct-marketing+*"),
            Map.entry(
                    "extract-refused",
                    "/registers/sofor-asiakasrekisteri/extract?channel=email&what=direct-marketing+*"),
            Map.entry("erasure", "/people/201/erasure"),
            Map.entry("erasure-stopped", "/people/202/erasure"),
            Map.entry("erased", "/people/204"),
            Map.entry("evidence", "/reports/evidence"),
            Map.entry("requests", "/requests"),
            Map.entry("requests-closed", "/requests?show=closed"),
            Map.entry("request", "/requests/1"),
            Map.entry("request-mail", "/requests/2"),
            Map.entry("request-new", "/requests/new?person=201&kind=access"),
            Map.entry("looks", "/looks"),
            Map.entry("returns", "/returns"),
            Map.entry("missing", "/people/999999"));

    private static ChromeDriver browser;
    private static String axe;

    @BeforeAll
    static void open() throws IOException {
        FilledHub.hub().get(Sealer.class).seal();
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--disable-site-isolation-trials",
                "--process-per-site",
                "--in-process-gpu",
                "--force-prefers-reduced-motion",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + Files.createTempDirectory("chromium"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .build();
        browser = new ChromeDriver(service, options);
        try (InputStream script =
                BrowserTest.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
        logIn("main-user");
    }

    @AfterAll
    static void close() {
        browser.quit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fi", "sv", "en"})
    void showsEveryPageWideAndNarrow(String language) throws IOException {
        visit("/login");
        browser.executeScript("localStorage.setItem('theme', 'light')");
        browser.manage().window().setSize(WIDE);
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            String path = page.getValue() + (page.getValue().contains("?") ? "&" : "?") + "lang=" + language;
            errors("");
            visit(path);
            pictures(page.getKey() + "-" + language);
            assertThat(errors(page.getKey())).as(page.getKey()).isEmpty();
        }
    }

    @Test
    void hasNoSeriousAccessibilityFindingInTheLightAndInTheDark() throws IOException {
        browser.manage().window().setSize(WIDE);
        visit("/?lang=en");
        browser.executeScript("localStorage.removeItem('theme')");
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            look("light");
            visit(page.getValue());
            assertThat(seriousFindings()).as(page.getKey()).isEmpty();
            look("dark");
            waitFor("return document.documentElement.dataset.bsTheme === 'dark'");
            picture(page.getKey() + "-dark");
            assertThat(seriousFindings("color-contrast"))
                    .as(page.getKey() + " in the dark")
                    .isEmpty();
        }
        look("light");
    }

    @Test
    void refreshesWhatMovesWithoutReloading() {
        browser.manage().window().setSize(WIDE);
        visit("/?lang=en");
        browser.executeScript("window.stillHere = true; document.activeElement.blur()");

        FilledHub.hub()
                .jdbc()
                .sql("update run set rows_done = rows_done + 1000, applied = applied + 1000 where id = 2")
                .update();

        waitFor("return document.getElementById('now').textContent.includes('9,000 of 20,000 rows')");
        assertThat(browser.executeScript("return window.stillHere")).isEqualTo(true);
        FilledHub.hub()
                .jdbc()
                .sql("update run set rows_done = rows_done - 1000, applied = applied - 1000 where id = 2")
                .update();
    }

    @Test
    void opensTheMenuOnAPhoneByKeyboard() {
        browser.manage().window().setSize(PHONE);
        visit("/?lang=en");
        browser.findElement(By.cssSelector(".topbar button")).sendKeys(Keys.ENTER);

        waitFor("return document.getElementById('rail').classList.contains('show')");
        assertThat(browser.findElement(By.cssSelector(".rail-list a.here")).getText())
                .contains("Today");
        browser.findElement(By.cssSelector(".rail-list a[href='/reviews']")).sendKeys(Keys.ENTER);
        waitFor("return location.pathname === '/reviews'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fi", "sv", "en"})
    void showsThePublicNoticeOfARegisterInTheLightAndInTheDark(String language) throws IOException {
        errors("");
        for (String scheme : List.of("light", "dark")) {
            look(scheme);
            visit("/registers/sofor-asiakasrekisteri/notice?lang=" + language);
            pictures("public-notice-%s-%s".formatted(language, scheme));
            assertThat(seriousFindings()).as(scheme).isEmpty();
        }
        look("light");
        assertThat(errors("public-notice")).isEmpty();
        browser.findElement(By.cssSelector("a[href='#retention']")).click();
        waitFor("return location.hash === '#retention'");
    }

    @Test
    void showsWhatASavedProfileChangesBeforeItIsTakenIntoUse() throws IOException {
        Path file = FilledHub.hub().home().resolve("mappings/registers/sofor-asiakasrekisteri.yaml");
        String good = Files.readString(file);
        Files.writeString(
                file,
                good.replace("after: P3Y", "after: P5Y")
                        .replace("name: Painotalo Esimerkki Oy", "name: Uusi Paino Oy"));
        try {
            visit("/routes?lang=sv");
            assertThat(text(".compared")).contains("Uusi Paino Oy");
            assertThat(seriousFindings()).isEmpty();
            pictures("routes-change");
            visit("/registers/sofor-asiakasrekisteri/description/change?in=fi&text=record");
            assertThat(seriousFindings()).isEmpty();
            pictures("description-change-shown");
        } finally {
            Files.writeString(file, good);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fi, Lopeta markkinointiviestit, Valmis, jo kirjattu, Linkki ei toimi",
        "sv, Avsluta reklamutskick, Klart, redan antecknat, Länken fungerar inte",
        "en, Stop marketing mail, Done, already recorded, This link does not work"
    })
    void unsubscribesByTheButtonOfTheLinkPage(String language, String button, String done, String used, String unknown)
            throws IOException {
        LinkSubject subject = new LinkSubject(
                "sofor-asiakasrekisteri", 1, "browser-" + language + "@lukija.example", "*", "letter", Instant.EPOCH);
        String link = "/u/" + FilledHub.hub().get(LinkTokens.class).token(subject);
        browser.manage().window().setSize(language.equals("fi") ? PHONE : WIDE);

        visit(link + "?lang=" + language);
        picture("link-open-" + language);
        assertThat(seriousFindings()).isEmpty();
        browser.findElement(By.xpath("//button[.='" + button + "']")).click();
        waitFor("return document.querySelector('button') === null");
        picture("link-done-" + language);
        assertThat(browser.getTitle()).contains(done);
        visit(link + "?lang=" + language);
        picture("link-used-" + language);
        assertThat(browser.getTitle()).contains(used);
        visit(link.substring(0, link.length() - 4) + "?lang=" + language);
        picture("link-broken-" + language);
        assertThat(browser.getTitle()).contains(unknown);
        assertThat(seriousFindings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "fi, Lopeta kaikki, Tallenna valinnat, Valintasi on tallennettu",
        "sv, Avsluta allt, Spara valen, Ditt val är sparat",
        "en, Stop everything, Save my choices, Your choice is recorded"
    })
    void choosesWhatToGetOnThePageOfALink(String language, String off, String save, String kept) throws IOException {
        FilledHub hub = FilledHub.hub();
        String register = "soprano-valiaikainen-markkinointirekisteri";
        long reader = new People(hub.jdbc(), hub.get(SubjectKeys.class)).add(register, People.freshEmail(), null);
        LinkSubject subject = new LinkSubject(register, reader, null, "*", "letter", Instant.EPOCH);
        String page = "/u/" + hub.get(LinkTokens.class).token(subject) + "/preferences?lang=" + language;
        try {
            for (Dimension size : List.of(WIDE, PHONE)) {
                browser.manage().window().setSize(size);
                visit(page);
                picture("preferences-%s-%d".formatted(language, size.width));
                assertThat((Boolean) browser.executeScript(
                                "return document.documentElement.scrollWidth <= window.innerWidth"))
                        .isTrue();
            }
            assertThat(seriousFindings()).isEmpty();
            browser.findElement(By.cssSelector("input[type=checkbox]")).click();
            browser.findElement(By.xpath("//button[.='" + save + "']")).click();
            waitFor("return document.querySelector('[role=status]') !== null");
            assertThat(browser.findElement(By.cssSelector("[role=status]")).getText())
                    .contains(kept);
            assertThat(browser.findElements(By.cssSelector("input[type=checkbox]:checked")))
                    .hasSize(1);
            browser.findElement(By.xpath("//button[.='" + off + "']")).click();
            waitFor("return document.querySelector('input[type=checkbox]:checked') === null");
            picture("preferences-off-" + language);
            assertThat(seriousFindings()).isEmpty();
        } finally {
            hub.jdbc().sql("delete from person where id = ?").param(reader).update();
        }
    }

    @Test
    void decidesADoubtfulRecordAndUndoesTheDecisionOnItsPage() throws IOException {
        FilledHub hub = FilledHub.hub();
        long review = DoubtfulRecord.open(hub.jdbc());
        String page = "/reviews/" + review;
        browser.manage().window().setSize(WIDE);
        logIn("steward");
        try {
            DoubtfulRecord.propose(hub.jdbc(), "main-user");
            visit(page + "?lang=en");
            assertThat(seriousFindings()).isEmpty();
            pictures("review-waits-for-second");
            assertThat(text("#page")).contains("the record speaks of Silja Esimerkki · Tester");
            browser.findElement(By.id("answer")).sendKeys("They are two.");
            browser.findElement(By.xpath("//button[.='Refuse']")).click();
            waitFor("return document.body.textContent.includes('The proposal is refused')");
            pictures("review-before");
            browser.findElement(By.cssSelector("input[name=choice][value='" + DoubtfulRecord.PERSON + "']"))
                    .click();
            browser.findElement(By.id("reason")).sendKeys("Called the company.");
            browser.findElement(By.xpath("//button[.='Record the decision']")).click();
            waitFor("return location.pathname === '/reviews'");
            assertThat(text(".content")).contains("The decision is recorded");
            visit("/people/" + DoubtfulRecord.PERSON);
            assertThat(text("#page")).contains("Head of Testing");

            visit(page);
            assertThat(seriousFindings()).isEmpty();
            pictures("review-decided");
            assertThat(text("#page"))
                    .contains("the same as in the register.\nSilja Esimerkki")
                    .doesNotContain("The record speaks of");
            browser.findElement(By.cssSelector("details.act summary")).click();
            pictures("review-undo-open");
            browser.findElement(By.id("reason")).sendKeys("It was her namesake.");
            browser.findElement(By.xpath("//button[.='Undo the decision']")).click();
            waitFor("return document.body.textContent.includes('The decision is undone')");
            assertThat(seriousFindings()).isEmpty();
            pictures("review-undone");
            assertThat(browser.findElements(By.cssSelector("details.act"))).isEmpty();
            browser.findElement(By.cssSelector(".note a[href^='/reviews/']")).click();
            waitFor("return location.pathname !== '" + page + "'");
            pictures("review-again");
            assertThat(text("#page")).contains("The record speaks of");
            visit("/people/" + DoubtfulRecord.PERSON);
            assertThat(text("section[aria-labelledby=fields-head]"))
                    .contains("Tester")
                    .doesNotContain("Head of Testing");
        } finally {
            DoubtfulRecord.remove(hub.jdbc());
            logIn("main-user");
        }
    }

    private static void logIn(String user) {
        browser.manage().deleteAllCookies();
        visit("/login?lang=fi");
        browser.findElement(By.id("username")).sendKeys(user);
        browser.findElement(By.id("password")).sendKeys(FilledHub.PASSWORD, Keys.ENTER);
        waitFor("return document.querySelector('.rail') !== null");
    }

    private static String text(String place) {
        return browser.findElement(By.cssSelector(place)).getText();
    }

    /** The page whole, on a desk and on a phone: no window is as narrow as a phone, so its measures are told to the page. */
    private static void pictures(String name) throws IOException {
        for (int width : List.of(1280, 390)) {
            browser.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", 1200, "deviceScaleFactor", 1, "mobile", false));
            assertThat(browser.executeScript("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .as("%s does not scroll sideways at %d px", name, width)
                    .isEqualTo(true);
            picture(name + "-" + width);
        }
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** What the reader's system prefers: the theme follows it without a reload, and no colour is on its way to another. */
    private static void look(String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** By all rules of axe, or by those named. */
    private static List<?> seriousFindings(String... rules) {
        if (Boolean.TRUE.equals(browser.executeScript("return !window.axe"))) {
            browser.executeScript(axe);
        }
        return (List<?>) browser.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const options = {resultTypes: ['violations'], ...(arguments[0].length ? {runOnly: arguments[0]} : {})};
                axe.run(document, options).then(result => done(result.violations
                    .filter(it => it.impact === 'serious' || it.impact === 'critical')
                    .map(it => it.id + ': ' + it.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | '))));
                """, List.of(rules));
    }

    private static List<String> errors(String page) {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                // Chromium's advice to axe about its own canvas; and the missing page is meant to be missing.
                .filter(message -> !message.startsWith("rendering "))
                .filter(message -> !(page.equals("missing") && message.contains("status of 404")))
                .toList();
    }

    private static void visit(String path) {
        browser.get(FilledHub.hub().url(path));
    }

    private static void waitFor(String condition) {
        new WebDriverWait(browser, Duration.ofSeconds(15), Duration.ofMillis(25))
                .until(it -> Boolean.TRUE.equals(browser.executeScript(condition)));
    }

    private static void picture(String name) throws IOException {
        if (!Boolean.getBoolean("pictures")) {
            return;
        }
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
