namespace FlextMonitor.Hub.Live;

/// <summary>
/// Marks a hub method whose answers may be large. The size is noted at the subscriber, because its next write may have to wait for the answer to be
/// transferred. Without it, a slow line would count as a slow subscriber. Answers of other methods are small.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LargeAnswerAttribute : Attribute;
