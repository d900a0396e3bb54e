package org.liandong.app.server.access;

/// What somebody is to the office.
public enum Role {
    /// A program that asserts facts: of its services, types and source codes.
    SOURCE,
    /// Somebody who follows cases of their own, known by how the keys of those begin.
    APPLICANT,
    /// Works on cases of a service, and on the tasks of an office.
    OFFICER,
    /// Reads everything; each look at personal data leaves a note.
    AUDITOR,
    /// Makes accounts and keys; sees no cases.
    ADMINISTRATOR
}
