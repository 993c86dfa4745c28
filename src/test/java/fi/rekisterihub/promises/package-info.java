/**
 * The promises of the registers against the tests that prove them. {@link fi.rekisterihub.promises.PromiseListener} notes how each test
 * ended whose display name begins with a promise's id, {@link fi.rekisterihub.promises.PromisesTable} lays that beside
 * {@code docs/promises.md} when all tests have run, writes {@code target/promises.md}, and fails for a promise that nothing proves.
 */
package fi.rekisterihub.promises;
