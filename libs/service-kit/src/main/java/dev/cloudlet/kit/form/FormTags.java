package dev.cloudlet.kit.form;

import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The tags of a form, a document where other requests have a header. */
public final class FormTags {
    private FormTags() {}

    /** The same as the header x-amz-tagging. */
    public static String header(String document) {
        List<String> pairs = new ArrayList<>();
        try {
            XMLStreamReader xml = reader(document);
            String key = "";
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "Key" -> key = xml.getElementText();
                        case "Value" -> pairs.add(encoded(key) + "=" + encoded(xml.getElementText()));
                        default -> {}
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw FormError.MALFORMED_XML.error();
        }
        return String.join("&", pairs);
    }

    private static XMLStreamReader reader(String document) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new StringReader(document));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
