package fi.rekisterihub.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A processor that does nothing but answer, and a bare client that posts to it what others have posted before. */
final class QuickProcessor implements AutoCloseable {

    static {
        // Else the JDK's server holds the end of each answer back until the client has acknowledged its beginning.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final int millis;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> bodies = new ConcurrentHashMap<>();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicLong first = new AtomicLong();
    private final AtomicLong last = new AtomicLong();

    QuickProcessor(int millis) throws IOException {
        this.millis = millis;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/notices", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/notices";
    }

    void forget() {
        bodies.clear();
        repeated.set(0);
        first.set(0);
    }

    int taken() {
        return bodies.size();
    }

    int repeated() {
        return repeated.get();
    }

    /** From the first call to the last answer. */
    double seconds() {
        return (last.get() - first.get()) / 1e9;
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            first.compareAndSet(0, System.nanoTime());
            byte[] body = call.getRequestBody().readAllBytes();
            String key = call.getRequestHeaders().getFirst("Idempotency-Key");
            if (millis > 0) {
                Thread.sleep(millis); // what the processor does with it, for both clients alike
            }
            byte[] receipt = "{\"receipt_id\":\"R-%s\"}".formatted(key).getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(201, receipt.length);
            call.getResponseBody().write(receipt);
            last.accumulateAndGet(System.nanoTime(), Math::max);
            if (bodies.put(key, body) != null) {
                repeated.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return the seconds that it needs for all that was taken since {@link #forget} */
    double bareClient(int atOnce) throws Exception {
        Queue<Map.Entry<String, byte[]>> waiting =
                new ConcurrentLinkedQueue<>(Map.copyOf(bodies).entrySet());
        int number = waiting.size();
        forget();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        ExecutorService senders = Executors.newFixedThreadPool(atOnce);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int sender = 0; sender < atOnce; sender++) {
                work.add(() -> {
                    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                        post(client, next.getKey(), next.getValue());
                    }
                    return null;
                });
            }
            for (Future<Void> done : senders.invokeAll(work)) {
                done.get();
            }
        } finally {
            senders.shutdownNow();
        }
        if (taken() != number) {
            throw new IOException("The bare client sent %d of %d.".formatted(taken(), number));
        }
        return seconds();
    }

    private void post(HttpClient client, String key, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url()))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 201) {
            throw new IOException("The simulator answered HTTP %d.".formatted(answer.statusCode()));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
