package fi.rekisterihub.mapping;

/**
 * What is known of a provider's hook: {@code hook:} of a mapping table.
 *
 * @param signature how a call shows that it is real
 * @param keepsRepeats whether the same body means a new act each time, because the provider writes no time into it; else
 *     a second arrival of a body is a repeat, and kept once
 */
public record HookRule(SignatureRule signature, boolean keepsRepeats) {}
