package fi.rekisterihub.match;

/** The pairs of a file that are looked at: those that share a key, and any others, by which strangers are known. */
interface Looks {

    /** What the pairs that share a key look like, weighted to stand for all of them. */
    Evidence blocked(Model model, Frequencies frequencies);

    /** What any pairs look like. */
    Evidence random(Model model, Frequencies frequencies);

    /** Those that share a key and come to so many bits or more. */
    ScoredPairs scored(Model model, Frequencies frequencies, float least);
}
