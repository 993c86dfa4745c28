package fi.rekisterihub.evidence;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A second verifier, written after docs/evidence.md alone: it uses nothing of the hub, not even a JSON library, so that both
 * can only agree where the document is right.
 */
final class DocumentVerifier {

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] file;
    private final Set<String> given;
    private int at;
    private int start;
    private String text = "";
    private int lines;
    private final TreeMap<Long, Map<String, Object>> headers = new TreeMap<>();
    private final Map<Long, String> hashes = new HashMap<>();

    private DocumentVerifier(byte[] file, Set<String> given) {
        this.file = file;
        this.given = given;
    }

    /** Null when it is good, else why not. */
    static String verify(byte[] file, String... keys) {
        try {
            new DocumentVerifier(file, Set.of(keys)).run();
            return null;
        } catch (Exception wrong) {
            return String.valueOf(wrong.getMessage());
        }
    }

    private void run() throws Exception {
        while (!line().equals("~~~~ evidence")) {
            demand(at < file.length, "no data");
        }
        Map<String, Object> scope = object();
        exactly(scope, Set.of("blocks", "bundle", "made"), Set.of("subjects", "from", "until"));
        demand(scope.get("bundle").equals("rekisterihub-evidence/1"), "format");
        long first = number(list(scope, "blocks").get(0));
        long last = number(list(scope, "blocks").get(1));
        boolean everything = !scope.containsKey("subjects");
        List<Object> subjects = everything ? List.of() : list(scope, "subjects");

        TreeMap<Integer, byte[]> shown = new TreeMap<>();
        Map<String, Object> line = object();
        for (; line.containsKey("header"); line = object()) {
            long block = header(line, "header");
            shown.put((int) block - 1, HEX.parseHex(hashes.get(block)));
        }
        long head = header(line, "head");
        Map<String, Object> headHeader = headers.get(head);
        Map<String, Object> around = object();
        exactly(around, Set.of("around", "hashes"), Set.of());
        demand(around.get("around").equals("headers"), "around headers");
        String root = root(head - 1, shown, list(around, "hashes"));
        demand(head == 1 || root.equals(headHeader.get("headers")), "root of headers");
        times(scope, first, last, head);

        Map<String, Long> counted = new HashMap<>();
        long before = first - 1;
        line = object();
        while (line.containsKey("entry")) {
            long block = number(line.get("block"));
            demand(block > before && block <= last, "block in order");
            demand(!everything || block == before + 1, "a block left out");
            before = block;
            TreeMap<Integer, byte[]> leaves = new TreeMap<>();
            for (; line.containsKey("entry") && number(line.get("block")) == block; line = object()) {
                exactly(
                        line,
                        line.containsKey("salt")
                                ? Set.of("block", "entry", "place", "salt", "text")
                                : Set.of("block", "entry", "place"),
                        Set.of());
                int place = (int) number(line.get("place"));
                demand(place >= 0 && (leaves.isEmpty() || place > leaves.lastKey()), "places rise");
                Map<String, Object> entry = map(line, "entry");
                if (line.containsKey("salt")) {
                    byte[] salt = HEX.parseHex((String) line.get("salt"));
                    demand(salt.length == 16, "salt");
                    demand(hex(sha(salt, utf8((String) line.get("text")))).equals(entry.get("contents")), "contents");
                }
                Set<String> of = new HashSet<>();
                if (entry.containsKey("entity")) {
                    of.add("entity:" + entry.get("entity"));
                }
                if (entry.containsKey("recipient")) {
                    of.add("recipient:" + entry.get("recipient"));
                }
                if (entry.containsKey("keys")) {
                    list(entry, "keys").forEach(key -> of.add((String) key));
                }
                of.retainAll(subjects);
                demand(everything || !of.isEmpty(), "about nobody");
                of.forEach(subject -> counted.merge(subject, 1L, Long::sum));
                leaves.put(place, sha(new byte[] {0}, utf8(Json.write(entry))));
            }
            exactly(line, Set.of("around", "hashes"), Set.of());
            demand(Long.valueOf(block).equals(line.get("around")), "around entries");
            Map<String, Object> of = need(block);
            long size = number(of.get("entries"));
            demand(root(size, leaves, list(line, "hashes")).equals(of.get("root")), "root of entries");
            demand(!everything || leaves.size() == size, "an entry left out");
            line = object();
        }
        demand(!everything || before == last, "blocks left out");

        if (!everything) {
            line = indexes(line, first, last, subjects, counted);
        }
        seal(line, headHeader);
        demand(line().equals("~~~~") && at == file.length, "end");
    }

    private Map<String, Object> indexes(
            Map<String, Object> next, long first, long last, List<Object> subjects, Map<String, Long> counted)
            throws Exception {
        TreeMap<Long, Integer> signs = new TreeMap<>();
        long end = last;
        long before = first - 1;
        while (end != before) {
            long block = Math.max(end, before);
            signs.put(block, end > before ? 1 : -1);
            long from = number(map(need(block), "subjects").get("from"));
            if (end > before) {
                end = from - 1;
            } else {
                before = from - 1;
            }
        }
        Map<String, Object> line = next;
        Map<String, Long> sums = new HashMap<>();
        for (Map.Entry<Long, Integer> sign : signs.entrySet()) {
            exactly(line, Set.of("hashes", "open", "subjects"), Set.of());
            demand(sign.getKey().equals(line.get("subjects")), "index in order");
            Map<String, Object> index = map(need(sign.getKey()), "subjects");
            long size = number(index.get("size"));
            TreeMap<Integer, byte[]> leaves = new TreeMap<>();
            TreeMap<Integer, byte[]> tags = new TreeMap<>();
            Map<Integer, Long> counts = new HashMap<>();
            for (Object one : list(line, "open")) {
                List<?> leaf = (List<?>) one;
                demand(leaf.size() == 3, "leaf of index");
                int place = (int) number(leaf.get(1));
                demand(place >= 0 && (tags.isEmpty() || place > tags.lastKey()), "places of index rise");
                byte[] tag = HEX.parseHex((String) leaf.get(2));
                demand(tag.length == 32, "tag");
                long count = number(leaf.get(0));
                byte[] eight = new byte[8];
                for (int i = 0; i < 8; i++) {
                    eight[i] = (byte) (count >> (56 - 8 * i));
                }
                tags.put(place, tag);
                counts.put(place, count);
                leaves.put(place, sha(new byte[] {0}, tag, eight));
            }
            demand(root(size, leaves, list(line, "hashes")).equals(index.get("root")), "root of index");
            for (Object subject : subjects) {
                byte[] tag = sha(utf8((String) subject));
                long count = 0;
                int below = -1;
                int above = (int) size;
                boolean there = false;
                for (Map.Entry<Integer, byte[]> one : tags.entrySet()) {
                    int order = Arrays.compareUnsigned(one.getValue(), tag);
                    if (order == 0) {
                        there = true;
                        count = counts.get(one.getKey());
                    } else if (order < 0) {
                        below = one.getKey();
                    } else if (above == size) {
                        above = one.getKey();
                    }
                }
                demand(there || above == below + 1, "neighbours");
                sums.merge((String) subject, sign.getValue() * count, Long::sum);
            }
            line = object();
        }
        for (Object subject : subjects) {
            demand(
                    sums.getOrDefault(subject, 0L).equals(counted.getOrDefault(subject, 0L)),
                    "entries of " + subject + " left out");
        }
        return line;
    }

    private void seal(Map<String, Object> line, Map<String, Object> head) throws Exception {
        exactly(line, Set.of("key", "lines", "seal"), Set.of());
        demand(number(line.get("lines")) == lines - 1, "number of lines");
        String message = "rekisterihub-evidence-bundle:" + hex(sha(Arrays.copyOf(file, start)));
        String key = (String) line.get("key");
        demand(signed(key, message, (String) line.get("seal")), "seal");
        Set<String> good = new HashSet<>(given.isEmpty() ? Set.of((String) head.get("key")) : given);
        for (Map<String, Object> header : headers.values()) {
            if (good.contains(header.get("key")) && header.containsKey("next")) {
                good.add((String) header.get("next"));
            }
        }
        demand(good.contains(head.get("key")) && good.contains(key), "nobody vouches for the key");
    }

    private long header(Map<String, Object> line, String member) throws Exception {
        Map<String, Object> header = map(line, member);
        boolean signed = member.equals("head") || header.containsKey("next");
        exactly(line, signed ? Set.of(member, "signature") : Set.of(member), Set.of());
        long block = number(header.get("block"));
        exactly(
                header,
                block == 1
                        ? Set.of("block", "entries", "key", "root", "subjects", "time", "until")
                        : Set.of("block", "entries", "headers", "key", "previous", "root", "subjects", "time", "until"),
                Set.of("next"));
        demand(headers.isEmpty() || block > headers.lastKey(), "headers rise");
        demand(
                headers.isEmpty()
                        || time(header).compareTo(time(headers.lastEntry().getValue())) >= 0,
                "times rise");
        String canonical = Json.write(header);
        demand(!signed || signed((String) header.get("key"), canonical, (String) line.get("signature")), "signature");
        demand(!hashes.containsKey(block - 1) || hashes.get(block - 1).equals(header.get("previous")), "previous");
        headers.put(block, header);
        hashes.put(block, hex(sha(new byte[] {0}, utf8(canonical))));
        return block;
    }

    private void times(Map<String, Object> scope, long first, long last, long head) {
        String from = (String) scope.get("from");
        String until = (String) scope.get("until");
        demand(first >= 1 && last >= first - 1 && last <= head, "blocks");
        demand(from != null || first == 1, "first");
        demand(until != null || last == head, "last");
        if (from != null) {
            demand(first == 1 || time(need(first - 1)).compareTo(from) < 0, "before from");
            demand(first > head || time(need(first)).compareTo(from) >= 0, "from");
        }
        if (until != null) {
            demand(last == 0 || time(need(last)).compareTo(until) < 0, "until");
            demand(last == head || time(need(last + 1)).compareTo(until) >= 0, "after until");
        }
    }

    private Map<String, Object> need(long block) {
        demand(headers.containsKey(block), "header of block " + block);
        return headers.get(block);
    }

    private static String time(Map<String, Object> header) {
        return (String) header.get("time");
    }

    /** The root, all hashes used. */
    private static String root(long size, TreeMap<Integer, byte[]> shown, List<Object> hashes) throws Exception {
        List<Object> rest = new ArrayList<>(hashes);
        demand(shown.isEmpty() || shown.lastKey() < size, "place beyond the tree");
        byte[] root = size == 0 ? sha() : root(0, (int) size, shown, rest);
        demand(rest.isEmpty(), "hashes left");
        return hex(root);
    }

    private static byte[] root(int from, int to, TreeMap<Integer, byte[]> shown, List<Object> rest) throws Exception {
        if (shown.subMap(from, to).isEmpty()) {
            demand(!rest.isEmpty(), "hashes missing");
            byte[] hash = HEX.parseHex((String) rest.remove(0));
            demand(hash.length == 32, "hash");
            return hash;
        }
        if (to == from + 1) {
            return shown.get(from);
        }
        int k = 1;
        while (2 * k < to - from) {
            k *= 2;
        }
        byte[] left = root(from, from + k, shown, rest);
        return sha(new byte[] {1}, left, root(from + k, to, shown, rest));
    }

    private static boolean signed(String key, String message, String signature) throws Exception {
        byte[] bytes = HEX.parseHex(key);
        demand(bytes.length == 32, "key");
        byte[] turned = new byte[32];
        for (int i = 0; i < 32; i++) {
            turned[i] = bytes[31 - i];
        }
        boolean odd = (turned[0] & 0x80) != 0;
        turned[0] &= 0x7f;
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(
                        NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, turned)))));
        check.update(utf8(message));
        return check.verify(HEX.parseHex(signature));
    }

    private String line() {
        start = at;
        while (at < file.length && file[at] != '\n') {
            at++;
        }
        demand(at < file.length, "cut off");
        text = new String(file, start, at - start, StandardCharsets.UTF_8);
        at++;
        return text;
    }

    private Map<String, Object> object() {
        Object read = Json.read(line());
        lines++;
        demand(read instanceof Map, "an object");
        demand(Arrays.equals(utf8(Json.write(read) + "\n"), Arrays.copyOfRange(file, start, at)), "canonical");
        @SuppressWarnings("unchecked")
        Map<String, Object> object = (Map<String, Object>) read;
        return object;
    }

    private static void exactly(Map<String, Object> object, Set<String> needed, Set<String> allowed) {
        Set<String> rest = new HashSet<>(object.keySet());
        demand(rest.containsAll(needed), "members " + needed);
        rest.removeAll(needed);
        rest.removeAll(allowed);
        demand(rest.isEmpty(), "no members " + rest);
    }

    private static List<Object> list(Map<String, Object> object, String member) {
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) object.get(member);
        return list;
    }

    private static Map<String, Object> map(Map<String, Object> object, String member) {
        @SuppressWarnings("unchecked")
        Map<String, Object> map = (Map<String, Object>) object.get(member);
        return map;
    }

    private static long number(Object value) {
        return (Long) value;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha(byte[]... parts) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            sha.update(part);
        }
        return sha.digest();
    }

    private static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    private static void demand(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    /** Just enough JSON: objects, arrays, texts, whole numbers, and the three words. */
    private static final class Json {

        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }

        static Object read(String text) {
            Json json = new Json(text);
            Object value = json.value();
            demand(json.at == text.length(), "trailing text");
            return value;
        }

        private Object value() {
            char c = text.charAt(at);
            if (c == '{') {
                Map<String, Object> object = new TreeMap<>();
                at++;
                while (text.charAt(at) != '}') {
                    at += object.isEmpty() ? 0 : 1;
                    String name = quoted();
                    demand(text.charAt(at++) == ':', "colon");
                    demand(!object.containsKey(name), "twice");
                    object.put(name, value());
                }
                at++;
                return object;
            }
            if (c == '[') {
                List<Object> array = new ArrayList<>();
                at++;
                while (text.charAt(at) != ']') {
                    at += array.isEmpty() ? 0 : 1;
                    array.add(value());
                }
                at++;
                return array;
            }
            if (c == '"') {
                return quoted();
            }
            int begin = at;
            while (at < text.length() && "-0123456789truefalsn".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            String word = text.substring(begin, at);
            return switch (word) {
                case "true" -> true;
                case "false" -> false;
                case "null" -> Set.of();
                default -> Long.valueOf(word);
            };
        }

        private String quoted() {
            demand(text.charAt(at) == '"', "quotation mark");
            StringBuilder read = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c == '\\') {
                    c = text.charAt(++at);
                    int known = "btnfr".indexOf(c);
                    if (c == 'u') {
                        c = (char) Integer.parseInt(text.substring(at + 1, at + 5), 16);
                        at += 4;
                    } else if (known >= 0) {
                        c = "\b\t\n\f\r".charAt(known);
                    }
                }
                read.append(c);
            }
            at++;
            return read.toString();
        }

        static String write(Object value) {
            if (value instanceof Map<?, ?> object) {
                List<String> members = new ArrayList<>();
                new TreeMap<Object, Object>(object)
                        .forEach((name, of) -> members.add(quote((String) name) + ":" + write(of)));
                return "{" + String.join(",", members) + "}";
            }
            if (value instanceof List<?> array) {
                return "[" + String.join(",", array.stream().map(Json::write).toList()) + "]";
            }
            return value instanceof String string
                    ? quote(string)
                    : value instanceof Set ? "null" : String.valueOf(value);
        }

        private static String quote(String string) {
            StringBuilder quoted = new StringBuilder("\"");
            for (char c : string.toCharArray()) {
                int known = "\b\t\n\f\r".indexOf(c);
                if (c == '"' || c == '\\') {
                    quoted.append('\\').append(c);
                } else if (known >= 0) {
                    quoted.append('\\').append("btnfr".charAt(known));
                } else if (c < 0x20) {
                    quoted.append("\\u%04x".formatted((int) c));
                } else {
                    quoted.append(c);
                }
            }
            return quoted.append('"').toString();
        }
    }
}
