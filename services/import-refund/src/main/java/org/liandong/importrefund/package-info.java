/// Import tax refund by data linkage: payment books of customs are compared with what importers ask to deduct, and what was
/// paid too much goes back, while the tax side reserves the book so that it cannot be deducted meanwhile.
@NullMarked
package org.liandong.importrefund;

import org.jspecify.annotations.NullMarked;
