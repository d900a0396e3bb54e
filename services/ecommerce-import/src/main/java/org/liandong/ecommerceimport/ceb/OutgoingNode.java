package org.liandong.ecommerceimport.ceb;

import java.util.List;
import java.util.Map;

/// The values of one business node to be written, by element name, in any order. Empty values of optional elements are left out.
///
/// @param head the fields of the head, or of the node itself where it has no head
/// @param lines the lines of the node, empty where it has none
public record OutgoingNode(Map<String, String> head, List<Map<String, String>> lines) {

    public OutgoingNode {
        head = Map.copyOf(head);
        lines = lines.stream().map(Map::copyOf).toList();
    }

    /// A node without lines: all receipts are so.
    public static OutgoingNode of(Map<String, String> head) {
        return new OutgoingNode(head, List.of());
    }
}
