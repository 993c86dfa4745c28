package fi.rekisterihub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import fi.rekisterihub.evidence.BundleCheck;
import fi.rekisterihub.evidence.BundleCheck.Result;
import fi.rekisterihub.evidence.BundleCheck.Result.Bad;
import fi.rekisterihub.evidence.BundleCheck.Result.Good;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify-evidence}: whether a bundle is what the hub wrote and leaves out nothing; without Spring and without a database. */
@Command(
        name = "verify-evidence",
        description = "Checks an evidence bundle offline, and says what it proves and what it does not.",
        mixinStandardHelpOptions = true)
final class VerifyEvidenceCommand implements Callable<Integer> {

    private final PrintStream out;

    @Parameters(paramLabel = "<file>", description = "the bundle")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "<public key>",
            description = "the hub's public key, known from elsewhere; may be given again for older ones")
    private List<String> keys = List.of();

    @Option(
            names = "--head",
            paramLabel = "<number:hash>",
            description = "a block that was kept elsewhere: that this is still the same chain")
    private List<String> heads = List.of();

    @Option(names = "--show", description = "prints the entries too, one line of JSON each")
    private boolean show;

    @Option(names = "--format", description = "text or json (default: text)", defaultValue = "text")
    private OutputFormat format = OutputFormat.text;

    VerifyEvidenceCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        for (String key : keys) {
            if (!key.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "--key %s is not a public key: it has 64 hexadecimal digits in lower case.".formatted(key));
            }
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file %s.".formatted(file));
        }
        List<JsonNode> entries = new ArrayList<>();
        Result result = new BundleCheck(keys, kept(), entry -> {
                    if (show) {
                        entries.add(entry);
                    }
                })
                .check(file);
        if (format == OutputFormat.json) {
            out.println(Sentences.json(json(result, entries)));
        } else if (result instanceof Good good) {
            entries.forEach(out::println);
            say(good);
        } else if (result instanceof Bad bad) {
            out.println(bad.finding());
            out.println("The bundle proves nothing.");
        }
        return result instanceof Good ? 0 : 1;
    }

    private Map<Long, String> kept() {
        Map<Long, String> kept = new LinkedHashMap<>();
        for (String head : heads) {
            if (!head.matches("[1-9][0-9]{0,9}:[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "--head %s is not a block: write its number, a colon, and its hash.".formatted(head));
            }
            kept.put(Long.valueOf(head.split(":")[0]), head.split(":")[1]);
        }
        return kept;
    }

    private void say(Good good) {
        String of =
                good.subjects().isEmpty() ? "everything" : "all that there is of " + String.join(", ", good.subjects());
        out.printf(
                Locale.ROOT,
                "%s is good: %,d entries, %s%s%s.%n",
                file,
                good.entries(),
                of,
                good.from() == null ? "" : ", sealed from " + good.from(),
                good.until() == null ? "" : ", sealed before " + good.until());
        out.println("Proved: each entry was in the chain when its block was sealed and has not been altered since.");
        out.println("Proved: nothing that the chain has of this is left out.");
        out.println("Proved: the file is, to the byte, what the holder of the key wrote.");
        if (good.contents() > 0) {
            out.printf(
                    Locale.ROOT,
                    "Proved: of %,d entries what was told or answered, as it was when it was sealed.%n",
                    good.contents());
        }
        heads.forEach(
                head -> out.printf("Proved: the chain goes on from block %s, which was kept.%n", head.split(":")[0]));
        out.printf(
                "The chain reaches to block %d, sealed %s, with the hash %s.%n",
                good.head(), good.headTime(), good.headHash());
        out.printf(
                good.keyTrusted()
                        ? "The key %s is one that was given, or one that a given key vouches for.%n"
                        : "Not proved: whose key it is. The key %s in the bundle was trusted; give the hub's with --key.%n",
                good.key());
        out.println("Not proved: that everything that happened was recorded, and anything after the last block.");
        if (heads.isEmpty()) {
            out.println(
                    "Not proved: that the holder of the key has not written the chain anew; keep a block's number and"
                            + " hash elsewhere and give it with --head.");
        }
    }

    private static Map<String, Object> json(Result result, List<JsonNode> entries) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", result instanceof Good);
        if (result instanceof Bad bad) {
            json.put("finding", bad.finding());
        } else if (result instanceof Good good) {
            json.put("subjects", good.subjects());
            json.put("from", String.valueOf(good.from()));
            json.put("until", String.valueOf(good.until()));
            json.put("entries", good.entries());
            json.put("contents", good.contents());
            json.put("head", good.head());
            json.put("headHash", good.headHash());
            json.put("headTime", good.headTime().toString());
            json.put("key", good.key());
            json.put("keyTrusted", good.keyTrusted());
            if (!entries.isEmpty()) {
                json.put("shown", entries);
            }
        }
        return json;
    }
}
