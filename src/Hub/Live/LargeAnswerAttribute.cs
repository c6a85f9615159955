namespace FlextMonitor.Hub.Live;

/// <summary>
/// Marks a hub method whose answer may be large. Its size is noted at the subscriber, whose next write may have to wait behind it, so that a
/// thin line is not taken for a slow subscriber. Answers of other methods are small.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LargeAnswerAttribute : Attribute;
