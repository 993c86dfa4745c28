package fi.rekisterihub.content;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/** The text of a cell as a person reads it, whichever way Excel keeps it: dates as ISO, numbers plain. */
final class XlsxText {

    /** Excel keeps seventeen digits and shows fifteen. */
    private static final MathContext SHOWN = new MathContext(15);

    private static final Pattern ZEROS = Pattern.compile("0{2,}");
    private static final Pattern NOT_LETTERS_OF_FORMAT = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^]]*]|_.");
    private static final long LAST_SECOND = 24 * 60 * 60;

    private final boolean from1904;

    /** @param from1904 whether the workbook counts its days as old Macintosh programs did */
    XlsxText(boolean from1904) {
        this.from1904 = from1904;
    }

    String of(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        return switch (cell.getType()) {
            case NUMBER -> number(cell, cell.asNumber());
            case BOOLEAN -> cell.asBoolean().toString();
            case FORMULA -> result(cell);
            case ERROR -> cell.getRawValue() == null ? "" : cell.getRawValue();
            default -> cell.getText();
        };
    }

    private String result(Cell cell) {
        String raw = cell.getRawValue();
        if (raw == null) {
            return "";
        }
        if (cell.getValue() instanceof BigDecimal number) {
            return number(cell, number);
        }
        try {
            // Only what a format shows as something else is a number for us; a text of digits keeps its zeros.
            return kind(cell) == Kind.PLAIN ? raw : number(cell, new BigDecimal(raw));
        } catch (NumberFormatException text) {
            return raw;
        }
    }

    private String number(Cell cell, BigDecimal value) {
        Kind kind = kind(cell);
        if (kind != Kind.PLAIN && value.signum() >= 0 && value.precision() - value.scale() <= 7) {
            return time(value, kind);
        }
        String format = cell.getDataFormatString();
        BigDecimal shown = value.round(SHOWN).stripTrailingZeros();
        String plain = shown.precision() - shown.scale() > 400 ? value.toString() : shown.toPlainString();
        boolean padded = format != null
                && ZEROS.matcher(format).matches()
                && plain.chars().allMatch(Character::isDigit);
        return padded ? "0".repeat(Math.max(0, format.length() - plain.length())) + plain : plain;
    }

    private String time(BigDecimal value, Kind kind) {
        BigDecimal days = value.setScale(0, RoundingMode.FLOOR);
        long seconds = value.subtract(days)
                .multiply(BigDecimal.valueOf(LAST_SECOND))
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        LocalDateTime time = day(days.intValueExact()).atStartOfDay().plusSeconds(seconds);
        if (kind == Kind.TIME) {
            return time.toLocalTime().toString();
        }
        boolean midnight = time.truncatedTo(ChronoUnit.DAYS).equals(time);
        return kind == Kind.DATE || midnight ? time.toLocalDate().toString() : time.toString();
    }

    private LocalDate day(int number) {
        if (from1904) {
            return LocalDate.of(1904, 1, 1).plusDays(number);
        }
        // Excel counts a 29 February 1900 that never was.
        return LocalDate.of(1899, 12, number < 60 ? 31 : 30).plusDays(number);
    }

    private static Kind kind(Cell cell) {
        int id = cell.getDataFormatId() == null ? 0 : cell.getDataFormatId();
        if (id >= 14 && id <= 17) {
            return Kind.DATE;
        }
        if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) {
            return Kind.TIME;
        }
        if (id == 22) {
            return Kind.DATE_TIME;
        }
        String format = cell.getDataFormatString();
        return id < 50 || format == null ? Kind.PLAIN : ofCustom(format);
    }

    /** A format of the user's own, as {@code dd.mm.yyyy} or {@code [$-40B]d. mmmm yyyy;@}. */
    private static Kind ofCustom(String format) {
        Matcher quoted = NOT_LETTERS_OF_FORMAT.matcher(format.split(";", -1)[0]);
        String letters = quoted.replaceAll("").toLowerCase(Locale.ROOT);
        boolean day = letters.contains("y") || letters.contains("d");
        boolean hour = letters.contains("h") || letters.contains("s");
        if (letters.contains("general") || letters.contains("standard")) {
            return Kind.PLAIN;
        }
        if (day) {
            return hour ? Kind.DATE_TIME : Kind.DATE;
        }
        return hour ? Kind.TIME : Kind.PLAIN;
    }

    private enum Kind {
        PLAIN,
        DATE,
        TIME,
        DATE_TIME
    }
}
