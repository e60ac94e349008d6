package dev.cloudlet.protocol;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** An element of a request's XML, namespaces dropped. Documents with a DTD are refused, so there are no entities. */
final class XmlElement {
    private static final int MAX_DEPTH = 64;
    private static final XMLInputFactory FACTORY = factory();

    final String name;
    final Map<String, String> attributes = new HashMap<>(2);
    final List<XmlElement> children = new ArrayList<>(4);
    private final StringBuilder text = new StringBuilder();

    private XmlElement(String name) {
        this.name = name;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    String text() {
        return text.toString();
    }

    static XmlElement parse(byte[] document) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            Deque<XmlElement> open = new ArrayDeque<>();
            XmlElement root = null;
            while (reader.hasNext()) {
                XmlElement started = step(reader, open);
                root = root == null ? started : root;
            }
            if (root == null) {
                throw new MalformedException("no root element");
            }
            return root;
        } catch (XMLStreamException e) {
            throw new MalformedException("not well-formed", e);
        }
    }

    private static @Nullable XmlElement step(XMLStreamReader reader, Deque<XmlElement> open) throws XMLStreamException {
        switch (reader.next()) {
            case XMLStreamConstants.START_ELEMENT -> {
                XmlElement element = start(reader);
                if (open.size() == MAX_DEPTH) {
                    throw new MalformedException("nested too deeply");
                }
                if (!open.isEmpty()) {
                    open.peek().children.add(element);
                }
                open.push(element);
                return element;
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                if (!open.isEmpty()) {
                    open.peek().text.append(reader.getText());
                }
            }
            case XMLStreamConstants.END_ELEMENT -> open.pop();
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new MalformedException("a document type or an entity");
            default -> {
                // comments and processing instructions mean nothing here
            }
        }
        return null;
    }

    private static XmlElement start(XMLStreamReader reader) {
        XmlElement element = new XmlElement(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            String local = reader.getAttributeLocalName(i);
            element.attributes.put(
                    prefix == null || prefix.isEmpty() ? local : prefix + ":" + local, reader.getAttributeValue(i));
        }
        return element;
    }
}
