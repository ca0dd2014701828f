package vn.truc.benchmarks.peers;

/**
 * What one peer did in one round.
 *
 * @param documents that reached their end
 * @param elapsedNanos from when the first was due until the last was there
 * @param cpuNanos of the whole process meanwhile: broker, clients, compiler and collector included
 */
record Measurement(long documents, long elapsedNanos, long cpuNanos) {

    Measurement {
        if (documents < 1 || elapsedNanos < 1 || cpuNanos < 0) {
            throw new IllegalArgumentException(documents + " documents in " + elapsedNanos + " ns and " + cpuNanos
                    + " ns of CPU are no measurement");
        }
    }

    double perSecond() {
        return documents * 1e9 / elapsedNanos;
    }

    double cpuMicrosPerDocument() {
        return cpuNanos / 1e3 / documents;
    }
}
