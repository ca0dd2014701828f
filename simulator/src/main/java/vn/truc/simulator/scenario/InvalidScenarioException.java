package vn.truc.simulator.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** A scenario cannot be used. The message has a line for every problem. */
public final class InvalidScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidScenarioException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, in the order of the lines; at least one. */
    public List<Problem> problems() {
        return problems;
    }
}
