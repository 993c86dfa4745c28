package fi.rekisterihub.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Ends an answer that does not end by itself. The timeouts of the client count from byte to byte: who sends one byte a
 * second is never late for them. Here a clock runs from the call to the last byte, and cuts the line.
 */
final class AnswerCap {

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "answer-cap");
        thread.setDaemon(true);
        return thread;
    });

    private final Duration longest;
    private final long largest;

    AnswerCap(Duration longest, long largest) {
        this.longest = longest;
        this.largest = largest;
    }

    ClassicHttpResponse call(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Line line = new Line(scope.execRuntime);
        try {
            ClassicHttpResponse answer = chain.proceed(request, scope);
            if (answer.getEntity() == null) {
                line.finished();
            } else {
                answer.setEntity(new Capped(answer.getEntity(), line));
            }
            return answer;
        } catch (IOException e) {
            line.finished();
            throw line.cut ? line.tooLong() : e;
        } catch (HttpException | RuntimeException e) {
            line.finished();
            throw e;
        }
    }

    /** The connection of one call, and the clock that cuts it. */
    private final class Line {

        private final ExecRuntime connection;
        private final ScheduledFuture<?> end;
        private volatile boolean cut;

        Line(ExecRuntime connection) {
            this.connection = connection;
            this.end = CLOCK.schedule(this::cut, longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        void cut() {
            cut = true;
            connection.discardEndpoint();
        }

        void finished() {
            end.cancel(false);
        }

        AnswerWithoutEnd tooLong() {
            return new AnswerWithoutEnd("The source had not ended its answer after %s, so the line was cut."
                    .formatted(longest.toString().substring(2).toLowerCase(java.util.Locale.ROOT)));
        }
    }

    private final class Capped extends HttpEntityWrapper {

        private final Line line;

        Capped(HttpEntity entity, Line line) {
            super(entity);
            this.line = line;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new CappedStream(super.getContent(), line);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream content = getContent()) {
                content.transferTo(out);
            }
        }

        @Override
        public void close() throws IOException {
            line.finished();
            super.close();
        }
    }

    private final class CappedStream extends java.io.FilterInputStream {

        private final Line line;
        private long read;

        CappedStream(InputStream content, Line line) {
            super(content);
            this.line = line;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int count = read(one, 0, 1);
            return count < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int count;
            try {
                count = super.read(into, from, most);
            } catch (IOException e) {
                throw line.cut ? line.tooLong() : e;
            }
            if (line.cut) {
                throw line.tooLong();
            }
            if (count < 0) {
                line.finished();
            } else if ((read += count) > largest) {
                line.finished();
                line.connection.discardEndpoint();
                throw new AnswerWithoutEnd(
                        "The source's answer is longer than %d bytes, so the line was cut.".formatted(largest));
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            line.finished();
            super.close();
        }
    }

    /** Longer than anybody waits for, in time or in bytes. */
    static final class AnswerWithoutEnd extends IOException {
        private static final long serialVersionUID = 1L;

        AnswerWithoutEnd(String message) {
            super(message);
        }
    }
}
