package fi.rekisterihub.edge.provider;

/**
 * By what the hub is known to a provider.
 *
 * @param user a user, a token, or empty
 * @param key the secret
 * @param scope what else the scheme needs; see {@link CallScheme}
 */
record CallKeys(String user, String key, String scope) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "keys of " + scope;
    }
}
