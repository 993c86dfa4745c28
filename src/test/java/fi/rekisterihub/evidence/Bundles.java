package fi.rekisterihub.evidence;

/** A bundle and its key, for tests of other rooms. */
public record Bundles(byte[] bundle, String key, String secondHead) {

    /** Of person 4 of a small chain. */
    public static Bundles ofOnePerson() {
        try (EvidenceGround ground = new EvidenceGround()) {
            ground.fill(10);
            String hash = ground.jdbc()
                    .sql("select encode(hash, 'hex') from evidence_block where number = 2")
                    .query(String.class)
                    .single();
            ExportRequest request = new ExportRequest(4L, null, null, null, false, java.util.List.of(2L));
            return new Bundles(ground.bundle(request), ground.keys().current(), "2:" + hash);
        }
    }

    /** Why the verifier that was written after the document refuses it; null when it does not. */
    public static String refusal(byte[] bundle, String... keys) {
        return DocumentVerifier.verify(bundle, keys);
    }
}
