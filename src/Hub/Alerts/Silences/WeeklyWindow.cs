namespace FlextMonitor.Hub.Alerts.Silences;

/// <summary>A part of each week, in the time zone of the silence or route that it belongs to.</summary>
/// <param name="Days">The days on which it begins, at least one.</param>
/// <param name="From">When it begins, by the wall clock.</param>
/// <param name="To">When it ends, by the wall clock: on the next day if this is not after <paramref name="From"/>.</param>
internal sealed record WeeklyWindow(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To);
