package fi.rekisterihub.mail;

import java.util.regex.Pattern;

/** The form of an address that only opts out: {@code unsubscribe+<token>@…}. Whether the token is ours only the keys tell. */
public final class TokenAddress {

    private static final Pattern FORM = Pattern.compile(
            "(?:(?:unsub\\w{0,12}|opt-?out|leave|poistu|peru|peruuta|avregistrera)[+_-][\\w.=-]{4,120}|[^@+]{1,64}\\+[a-z2-7]{32,100})@.+",
            Pattern.CASE_INSENSITIVE);

    private TokenAddress() {}

    public static boolean hasItsForm(String address) {
        return FORM.matcher(address).matches();
    }
}
