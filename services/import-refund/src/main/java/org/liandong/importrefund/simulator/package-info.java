/// Made-up days of books, deductions, applications and answers, with errors at stated rates.
@NullMarked
package org.liandong.importrefund.simulator;

import org.jspecify.annotations.NullMarked;
