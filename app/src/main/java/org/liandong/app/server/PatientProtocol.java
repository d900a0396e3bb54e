package org.liandong.app.server;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// HTTP for senders that read their answers late. Many programs send all of a stream before they read the first answer; how
/// long that may take has nothing to do with how long they may be silent, for which Tomcat has one setting.
public final class PatientProtocol extends Http11NioProtocol {

    /// How long answers wait for a client that takes none.
    static final Duration UNREAD = Duration.ofMinutes(10);

    /// Tomcat makes it by its name.
    public PatientProtocol() {
        super(new Endpoint());
    }

    private static final class Endpoint extends NioEndpoint {

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            boolean open = super.setSocketOptions(socket);
            SocketWrapperBase<NioChannel> connection = connections.get(socket);
            if (connection != null) {
                connection.setWriteTimeout(UNREAD.toMillis());
            }
            return open;
        }
    }
}
