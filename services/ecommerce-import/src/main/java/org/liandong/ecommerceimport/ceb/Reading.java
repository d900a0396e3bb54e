package org.liandong.ecommerceimport.ceb;

/// What came of reading a message: it was read, perhaps with problems in some of its nodes, or it cannot be read as a whole.
public sealed interface Reading permits CebMessage, Unreadable {}
