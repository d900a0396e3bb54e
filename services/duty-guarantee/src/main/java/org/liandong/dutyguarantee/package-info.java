/// Duty guarantees and aggregated taxation: letters, policies and deposits are filed as quota; declarations hold it at release,
/// give it back as their tax is booked, and are followed until it is paid, late or claimed from the guarantor.
@NullMarked
package org.liandong.dutyguarantee;

import org.jspecify.annotations.NullMarked;
