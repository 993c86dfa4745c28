/**
 * REST under {@code /api/v1}, described at {@code /api/openapi.json}. One small controller a noun, over the same
 * readers as the console. Lists are paged by key: {@link fi.rekisterihub.api.Slice}. Errors are
 * {@code application/problem+json}: {@link fi.rekisterihub.api.ApiProblems}.
 */
@NullMarked
package fi.rekisterihub.api;

import org.jspecify.annotations.NullMarked;
