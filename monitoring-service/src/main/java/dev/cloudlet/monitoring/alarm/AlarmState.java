package dev.cloudlet.monitoring.alarm;

/** The states of an alarm. */
enum AlarmState {
    OK,
    ALARM,
    INSUFFICIENT_DATA
}
