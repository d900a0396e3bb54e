package org.liandong.ecommerceimport;

/// A resident identity number that serves as a key and is never kept in clear.
///
/// @param hash   keyed hash of the normalised number, hexadecimal; equal numbers have equal hashes
/// @param masked first six and last four characters, for people to read
/// @param flaw   what is wrong with the number's syntax (GB 11643), or empty
public record Person(String hash, String masked, String flaw) {}
