/// A made-up day of importers and their guarantees, for trials and demonstrations.
@NullMarked
package org.liandong.dutyguarantee.simulator;

import org.jspecify.annotations.NullMarked;
