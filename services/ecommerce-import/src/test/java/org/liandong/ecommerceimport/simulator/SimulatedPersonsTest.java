package org.liandong.ecommerceimport.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The persons that the simulator makes up.
class SimulatedPersonsTest {

    private final Persons persons = new Persons(3);

    @Test
    void theirIdentityNumbersAreRightAndDifferent() {
        Set<String> numbers = new HashSet<>();
        for (long i = 0; i < 20_000; i++) {
            Persons.Buyer person = persons.person(i);
            assertThat(person.idNumber()).matches("\\d{17}[0-9X]");
            LocalDate born =
                    LocalDate.of(
                            Integer.parseInt(person.idNumber().substring(6, 10)),
                            Integer.parseInt(person.idNumber().substring(10, 12)),
                            Integer.parseInt(person.idNumber().substring(12, 14)));
            assertThat(born.getYear()).isBetween(1955, 2004);
            assertThat(person.telephone()).matches("13\\d{9}");
            assertThat(numbers.add(person.idNumber())).isTrue();
        }
    }

    @Test
    void theSameNumberIsTheSamePerson() {
        assertThat(new Persons(3).person(99)).isEqualTo(persons.person(99));
        assertThat(new Persons(4).person(99)).isNotEqualTo(persons.person(99));
        assertThat(persons.person(Persons.PERSONS_MAX - 1).idNumber()).hasSize(18);
        assertThatThrownBy(() -> persons.person(Persons.PERSONS_MAX))
                .hasMessageContaining("none has number");
    }

    @Test
    void whoIsPrintedIsNotBetrayed() {
        Persons.Buyer person = persons.person(1);
        assertThat(person.toString()).doesNotContain(person.name(), person.idNumber());
    }
}
