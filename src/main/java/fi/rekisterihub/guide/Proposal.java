package fi.rekisterihub.guide;

import org.jspecify.annotations.Nullable;

/**
 * What one column of a file is taken for.
 *
 * @param target the field of the mapping, null when nothing was understood
 * @param remark what a person should look at; empty when nothing
 */
record Proposal(String column, @Nullable String target, String remark) {

    boolean understood() {
        return target != null;
    }

    /** The column as an expression: names that the language cannot read as they are stand between backticks. */
    String path() {
        return column.matches("[A-Za-z_]\\w*") ? column : "`" + column + "`";
    }

    /** The column's value in the register's form. */
    String expression() {
        return switch (String.valueOf(target)) {
            case "email", "phone", "postalCode", "businessId" -> "$%s(%s)".formatted(target, path());
            default -> path();
        };
    }
}
