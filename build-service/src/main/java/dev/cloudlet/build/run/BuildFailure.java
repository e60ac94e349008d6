package dev.cloudlet.build.run;

/** Why a phase that CodeBuild itself carries out failed: a status code of CodeBuild's and words for the user. */
final class BuildFailure extends RuntimeException {
    BuildFailure(String code, String message) {
        super(code + " Message: " + message);
    }

    /** As the phase's context has it. */
    String words() {
        return String.valueOf(getMessage());
    }
}
