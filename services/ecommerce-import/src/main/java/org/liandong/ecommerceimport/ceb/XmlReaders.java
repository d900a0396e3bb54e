package org.liandong.ecommerceimport.ceb;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.io.Stax2ByteArraySource;

/// Opens the parser below: it never resolves an entity, and of a document type it says only that there is one.
///
/// The factory behind it remembers every name it has met, for ever. Names of CEB are few, but a sender may invent new ones in
/// each message, so it is replaced by a fresh one from time to time; learning the usual names again takes one message.
final class XmlReaders {

    private static final int MESSAGES_PER_FACTORY = 10_000;
    private static final int FOREIGN_NAMES_PER_FACTORY = 100_000;
    private static final AtomicInteger MESSAGES = new AtomicInteger();
    private static final AtomicInteger FOREIGN_NAMES = new AtomicInteger();
    private static volatile InputFactoryImpl factory = newFactory();

    private XmlReaders() {}

    static XMLStreamReader2 open(byte[] utf8) throws XMLStreamException {
        if (MESSAGES.incrementAndGet() > MESSAGES_PER_FACTORY
                || FOREIGN_NAMES.get() > FOREIGN_NAMES_PER_FACTORY) {
            MESSAGES.set(0);
            FOREIGN_NAMES.set(0);
            factory = newFactory();
        }
        return (XMLStreamReader2)
                factory.createXMLStreamReader(new Stax2ByteArraySource(utf8, 0, utf8.length));
    }

    /// Counts the names that a document had besides those of CEB.
    static void countForeignNames(int names) {
        FOREIGN_NAMES.addAndGet(names);
    }

    private static InputFactoryImpl newFactory() {
        InputFactoryImpl factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }
}
