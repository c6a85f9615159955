using FlextMonitor.Hub.History.Tables;

namespace FlextMonitor.Hub.History.Recording;

/// <summary>A source, one of its feeds or one of its components became another state.</summary>
/// <param name="At">When.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Name">The feed's or component's name; empty for the source itself.</param>
/// <param name="State">The state.</param>
/// <param name="Message">The error, or the component's message; null if there is none.</param>
internal sealed record StateChange(DateTimeOffset At, StateSubject Subject, string Name, string State, string? Message);
