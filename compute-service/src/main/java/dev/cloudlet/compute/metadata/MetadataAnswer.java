package dev.cloudlet.compute.metadata;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer of the metadata service. */
record MetadataAnswer(int status, String contentType, byte[] body, Map<String, String> headers) {
    private static final Map<Integer, String> REASONS = Map.of(
            200, "OK",
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            405, "Method Not Allowed",
            500, "Internal Server Error");

    static MetadataAnswer text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static MetadataAnswer bytes(byte[] bytes) {
        return new MetadataAnswer(200, "text/plain", bytes, Map.of());
    }

    /** A refusal in the form of AWS's, an HTML page of its status. */
    static MetadataAnswer failure(int status) {
        String title = status + " - " + REASONS.getOrDefault(status, "Error");
        String page = """
                <?xml version="1.0" encoding="iso-8859-1"?>
                <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
                \t"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
                <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
                 <head>
                  <title>%s</title>
                 </head>
                 <body>
                  <h1>%s</h1>
                 </body>
                </html>
                """.formatted(title, title);
        return new MetadataAnswer(status, "text/html", page.getBytes(StandardCharsets.ISO_8859_1), Map.of());
    }

    MetadataAnswer with(String header, String value) {
        return new MetadataAnswer(status, contentType, body, Map.of(header, value));
    }

    byte[] head(boolean keepAlive) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(REASONS.getOrDefault(status, "Error"))
                .append("\r\nContent-Type: ")
                .append(contentType)
                .append("\r\nContent-Length: ")
                .append(body.length)
                .append("\r\nServer: EC2ws\r\nConnection: ")
                .append(keepAlive ? "keep-alive" : "close");
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        return head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
