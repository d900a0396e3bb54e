package org.liandong.kernel;

/// What an officer says to a task.
///
/// @param task    the task's id, unique within its case
/// @param answer  one of the task's options
/// @param reason  in the officer's words
/// @param officer who answers
public record Reply(String task, String answer, String reason, String officer) {}
