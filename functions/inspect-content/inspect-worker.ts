// The thread in which parsers run, bundled beside the function's entry.
import '../../shared/inspection/worker.ts';
