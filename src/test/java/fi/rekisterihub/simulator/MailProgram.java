package fi.rekisterihub.simulator;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Sends one-click POSTs over a connection that is kept until the hub ends it. As little of HTTP as that needs, so that the machine works for the hub
 * and not for its visitors.
 */
public final class MailProgram implements AutoCloseable {

    private static final String BODY = "List-Unsubscribe=One-Click";

    private final int port;
    private final byte[] line = new byte[1024];
    private Socket socket;
    private InputStream in;

    public MailProgram(int port) throws IOException {
        this.port = port;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** @return the status of the answer, which is read to its end */
    public int click(String path) throws IOException {
        String request = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        int status = Integer.parseInt(readLine().split(" ")[1]);
        int length = 0;
        boolean last = false;
        for (String header = readLine().toLowerCase(Locale.ROOT);
                !header.isEmpty();
                header = readLine().toLowerCase(Locale.ROOT)) {
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
            last |= header.equals("connection: close");
        }
        in.skipNBytes(length);
        if (last) {
            close();
            connect();
        }
        return status;
    }

    private String readLine() throws IOException {
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The hub has closed the connection in the middle of an answer.");
            }
            line[length++] = (byte) next;
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
