package dev.cloudlet.compute.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScriptOutputTest {
    private final ScriptOutput output = new ScriptOutput();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void keepsTheOrderOfLinesAndMarksWhatTheShellItselfComplains() {
        output.stdout(bytes("[stdout]one\n[stdout]tw"));
        output.stderr(bytes("no\n"));
        output.stdout(bytes("o\n[stdout]three"));
        assertThat(output.lines()).containsExactly("[stdout]one", "[stderr]no", "[stdout]two", "[stdout]three");
        assertThat(output.errors()).containsExactly("no");
    }

    @Test
    void keepsCharactersThatArriveInPieces() {
        byte[] euro = bytes("€\n");
        output.stdout(Arrays.copyOfRange(euro, 0, 1));
        output.stdout(Arrays.copyOfRange(euro, 1, euro.length));
        assertThat(output.lines()).containsExactly("€");
    }

    @Test
    void keepsNoMoreThanFourMebibytesOfLines() {
        byte[] line = bytes("x".repeat(1023) + "\n");
        for (int n = 0; n < 6 << 10; n++) {
            output.stdout(line);
        }
        List<String> lines = output.lines();
        assertThat(lines).hasSizeBetween(4 << 10, (4 << 10) + 8);
        assertThat(lines.getLast()).isEqualTo("(what follows was left out of this log)");
    }

    @Test
    void keepsNoMoreOfALineThatNeverEnds() {
        byte[] piece = bytes("x".repeat(64 << 10));
        for (int n = 0; n < 200; n++) {
            output.stdout(piece);
        }
        List<String> lines = output.lines();
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo((4 << 20) + 100));
        assertThat(lines.getLast()).contains("left out");
    }
}
