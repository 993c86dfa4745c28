package fi.rekisterihub.match;

import java.util.ArrayList;
import java.util.List;

/**
 * What no score outweighs. Two records that contradict each other in what a person or company has only once are never joined
 * without asking, however much else agrees: a wrong merge sends one person's mail, ban or debt to another.
 */
final class Guards {

    /** Nobody stands so often in a register that it need not be looked at. */
    static final int MOST_IN_A_GROUP = 50;

    /** From here on two dates are two birthdays, and not one that was mistyped. */
    private static final int OTHER_DATE = 3;

    /** From here on two names are two names, and not one that was mistyped, cut short or shortened. */
    private static final int OTHER_NAME = 3;

    /** Up to here two numbers, dates or addresses are one that was mistyped. */
    private static final int NEARLY = 2;

    /** In a register one slip is believed, and not two: eeva@ and eino@ of one household are two people. */
    private static final int NEARLY_IN_A_REGISTER = 1;

    /** Where more than so many of one person's dates are quite different, dates are not what tells people apart. */
    private static final double MOST_WRONG_DATES = 0.05;

    /** Of so many pairs of one entity, fewer than one of a household: then the file is no register of families. */
    private static final double FEW_HOUSEHOLDS = 0.01;

    private static final int WHOLE_DATE = 8;

    private final Rows table;
    private final Levels levels;
    private final int date;
    private final int businessId;
    private final int company;
    private final int[] reachedBy;
    private final int street;
    private final int house;
    private final int legalForm;
    private final int family;
    private final int given;
    /** What one member of a household has and no other. */
    private final int[] oneMembersOwn;

    private final int[] personal;
    private final boolean reliableDates;
    private final boolean households;
    private final int nearly;

    Guards(Rows table, Model model) {
        this(
                table,
                shareOfOtherDates(table, model) < MOST_WRONG_DATES,
                model.householdShare() > FEW_HOUSEHOLDS * model.sameShare(),
                NEARLY);
    }

    /** Of a register, which is not a file that may be a bad one: families live in it, and its dates are people's. */
    static Guards ofRegister(Rows table) {
        return new Guards(table, true, true, NEARLY_IN_A_REGISTER);
    }

    private Guards(Rows table, boolean reliableDates, boolean households, int nearly) {
        this.nearly = nearly;
        this.table = table;
        this.levels = new Levels(table);
        this.date = table.column(FieldType.BIRTH_DATE);
        this.businessId = table.column(FieldType.BUSINESS_ID);
        this.reliableDates = reliableDates;
        this.households = households;
        this.company = table.column(FieldType.COMPANY_NAME);
        this.reachedBy = table.types().stream()
                .filter(type -> switch (type) {
                    case EMAIL, WEBSITE, PHONE, STREET -> true;
                    default -> false;
                })
                .mapToInt(table::column)
                .toArray();
        this.street = table.column(FieldType.STREET);
        this.house = table.column(FieldType.HOUSE_NUMBER);
        this.legalForm = table.column(FieldType.LEGAL_FORM);
        this.family = table.column(FieldType.FAMILY_NAME);
        this.given = table.column(FieldType.GIVEN_NAME);
        this.oneMembersOwn = table.types().stream()
                .filter(type -> type == FieldType.IDENTITY_NUMBER || type == FieldType.EMAIL)
                .mapToInt(table::column)
                .toArray();
        this.personal = table.types().stream()
                .filter(type -> switch (type) {
                    case BIRTH_DATE, IDENTITY_NUMBER, EMAIL, PHONE -> true;
                    default -> false;
                })
                .mapToInt(table::column)
                .toArray();
    }

    private static double shareOfOtherDates(Rows table, Model model) {
        int date = table.column(FieldType.BIRTH_DATE);
        return date < 0 ? 0 : model.shareOfSameFrom(date, OTHER_DATE);
    }

    /** Whether a person must decide on these two. */
    boolean forbid(int left, int right) {
        return otherBusiness(left, right)
                || otherCompany(left, right)
                || otherBirthday(left, right)
                || otherMemberOfTheHousehold(left, right)
                || nothingButNameAndAddress(left, right);
    }

    /** Why a person must decide on these two, as codes; empty when nothing stands against it. */
    List<String> codes(int left, int right) {
        List<String> codes = new ArrayList<>();
        add(codes, otherBusiness(left, right), "business-id");
        add(codes, !otherBusiness(left, right) && otherCompany(left, right), "company");
        add(codes, otherBirthday(left, right), "birth-date");
        add(codes, otherMemberOfTheHousehold(left, right), "household");
        add(codes, nothingButNameAndAddress(left, right), "name-and-address");
        return codes;
    }

    private static void add(List<String> codes, boolean holds, String code) {
        if (holds) {
            codes.add(code);
        }
    }

    private boolean otherBusiness(int left, int right) {
        return businessId >= 0
                && table.cell(left, businessId) != 0
                && table.cell(right, businessId) != 0
                && table.cell(left, businessId) != table.cell(right, businessId);
    }

    /**
     * A firm and the limited company that followed it are two, and so mostly are two names at one address, also where the one
     * only has a word more; a business ID that both have says that they are not, unless nothing else does.
     */
    private boolean otherCompany(int left, int right) {
        if (company < 0) {
            return false;
        }
        long pattern = levels.of(left, right);
        int name = Levels.at(pattern, company);
        boolean otherName = name != Levels.SILENT && name >= CompanyLikeness.LONGER;
        if (businessId >= 0 && Levels.at(pattern, businessId) == 0) {
            return otherName && name >= CompanyLikeness.PARTLY && !agree(reachedBy, left, right);
        }
        int form = legalForm < 0 ? Levels.SILENT : Levels.at(pattern, legalForm);
        return otherName || form != Levels.SILENT && form > 1 || nothingButTheName(left, right, name);
    }

    /** Chains, branches and sole traders share a name, and short names are a slip apart: what says that it is one company is where it is reached. */
    private boolean nothingButTheName(int left, int right, int name) {
        if (name == Levels.SILENT) {
            return false;
        }
        boolean differ = false;
        for (int column : reachedBy) {
            int one = table.cell(left, column);
            int other = table.cell(right, column);
            if (one != 0 && other != 0) {
                if (isReachedAlike(left, right, column)) {
                    return false;
                }
                differ = true;
            }
        }
        return differ;
    }

    private boolean isReachedAlike(int left, int right, int column) {
        int one = table.cell(left, column);
        int other = table.cell(right, column);
        boolean nearly = one == other || levels.level(column, one, other) <= 1;
        if (column == street) {
            int number = house < 0 ? 0 : table.cell(left, house);
            int otherNumber = house < 0 ? 0 : table.cell(right, house);
            return number == otherNumber && (number == 0 ? one == other : nearly);
        }
        return one == other || nearly && table.types().get(column) == FieldType.PHONE;
    }

    private boolean otherBirthday(int left, int right) {
        if (date < 0 || table.cell(left, date) == 0 || table.cell(right, date) == 0) {
            return false;
        }
        int one = table.cell(left, date);
        int other = table.cell(right, date);
        return one != other
                && levels.level(date, one, other) >= OTHER_DATE
                && (reliableDates || households && nothingPersonal(left, right));
    }

    /** Twins share a birthday, and couples a telephone; what tells them apart is what they are called. */
    private boolean otherMemberOfTheHousehold(int left, int right) {
        if (!households || given < 0) {
            return false;
        }
        int level = Levels.at(levels.of(left, right), given);
        boolean otherName = level != Levels.SILENT && level != Measure.EXCHANGED && level >= OTHER_NAME;
        return otherName && !agree(oneMembersOwn, left, right);
    }

    /** A father and his son may share a name and an address. Where a file has nothing personal at all, that is all there is. */
    private boolean nothingButNameAndAddress(int left, int right) {
        return households && personal.length > 0 && family >= 0 && given >= 0 && nothingPersonal(left, right);
    }

    private boolean nothingPersonal(int left, int right) {
        return !agree(personal, left, right);
    }

    private boolean agree(int[] columns, int left, int right) {
        for (int column : columns) {
            int one = table.cell(left, column);
            int other = table.cell(right, column);
            if (one != 0
                    && other != 0
                    && (one == other || levels.level(column, one, other) <= nearly)
                    && !(isYearAlone(column, one) && (otherGivenName(left, right) || otherFamilyName(left, right)))) {
                return true;
            }
        }
        return false;
    }

    private boolean otherGivenName(int left, int right) {
        return given < 0 || table.cell(left, given) != table.cell(right, given);
    }

    private boolean otherFamilyName(int left, int right) {
        int level = family < 0 ? Levels.SILENT : Levels.at(levels.of(left, right), family);
        return level != Levels.SILENT && level != Measure.EXCHANGED && level >= OTHER_NAME;
    }

    /** Many are of one year, Kim and his twin Tim among them: in a register it tells one from another only with both names. */
    private boolean isYearAlone(int column, int value) {
        return column == date && nearly == NEARLY_IN_A_REGISTER && table.value(column, value).length < WHOLE_DATE;
    }
}
