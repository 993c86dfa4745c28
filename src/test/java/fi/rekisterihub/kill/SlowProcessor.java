package fi.rekisterihub.kill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A processor that acts on each Idempotency-Key once, and that at first, after some answers, acts and then keeps its
 * answers to itself: the worst moment for its caller to die. It counts its effects by key.
 */
final class SlowProcessor implements AutoCloseable {

    private final int answersBeforeHanging;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> repeated = new CopyOnWriteArrayList<>();
    private final List<String> hung = new CopyOnWriteArrayList<>();

    SlowProcessor(int answersBeforeHanging) throws IOException {
        this.answersBeforeHanging = answersBeforeHanging;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/notices", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/notices";
    }

    boolean hangs() {
        return !hung.isEmpty();
    }

    /** The keys that it has acted on without an answer. */
    List<String> hung() {
        return hung;
    }

    void answerAll() {
        released.countDown();
    }

    /** The keys that it has acted on, in order. */
    List<String> taken() {
        return taken;
    }

    /** The keys that came again. */
    List<String> repeated() {
        return repeated;
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            call.getRequestBody().readAllBytes();
            String key = call.getRequestHeaders().getFirst("Idempotency-Key");
            int number = take(key);
            if (number > answersBeforeHanging && released.getCount() > 0) {
                hung.add(key);
                released.await();
                return;
            }
            byte[] receipt = "{\"receipt_id\":\"R-%s\"}".formatted(key).getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(200, receipt.length);
            call.getResponseBody().write(receipt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int take(String key) {
        if (taken.contains(key)) {
            repeated.add(key);
        } else {
            taken.add(key);
        }
        return taken.size();
    }
}
