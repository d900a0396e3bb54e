package org.liandong.ecommerceimport.ceb;

/// Leaves the parser when the whole message cannot be read. It never leaves [CebReader], nor what works on signatures.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refusal(Problem problem) {
        // No stack trace: bad messages are ordinary, and walking the stack costs more than reading
        // the message.
        super(problem.code().code(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
