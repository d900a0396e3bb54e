package org.liandong.app.server.push;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where calls may go: to public addresses over TLS, never into the network that the server itself stands in, unless an
/// operator allows it.
final class Targets {

    private final boolean anywhere;

    /// @param anywhere also to private addresses, and without TLS
    Targets(boolean anywhere) {
        this.anywhere = anywhere;
    }

    /// What is wrong with an address as it is written, as the name of a text; null when nothing is.
    @Nullable String wrong(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(anywhere && scheme.equals("http"))) {
            return "webhook.scheme";
        }
        return url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null
                ? "webhook.url"
                : null;
    }

    /// Asks where a name leads, right before each call: a name may lead elsewhere tomorrow.
    ///
    /// @throws UnknownHostException when it leads nowhere, or where no call may go
    void check(URI url) throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
            if (!anywhere && !isPublic(address)) {
                throw new UnknownHostException(
                        "%s leads to %s, which is not public."
                                .formatted(url.getHost(), address.getHostAddress()));
            }
        }
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] b = address.getAddress();
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        if (address instanceof Inet4Address) {
            return first != 0
                    && first < 240
                    && !(first == 100 && second >= 64 && second < 128)
                    && !(first == 192 && second == 0)
                    && !(first == 198 && (second == 18 || second == 19));
        }
        // Of IPv6 only what is handed out for the open net, without the ways that lead to IPv4.
        boolean global = first >= 0x20 && first < 0x40;
        boolean sixToFour = first == 0x20 && second == 0x02;
        boolean teredo = first == 0x20 && second == 0x01 && b[2] == 0 && b[3] == 0;
        return global && !sixToFour && !teredo;
    }
}
