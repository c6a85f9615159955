namespace FlextMonitor.Hub.Exports.Schedules;

/// <summary>A part of the calendar.</summary>
internal enum ReportPeriod
{
    /// <summary>From midnight to midnight, which is 23 or 25 hours where the clock changes.</summary>
    Day,

    /// <summary>From Monday to Sunday.</summary>
    Week,

    /// <summary>From its first day to its last.</summary>
    Month,
}
