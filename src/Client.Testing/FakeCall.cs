namespace FlextMonitor.Client.Testing;

/// <summary>A call that a program made to a <see cref="FakeMonitor"/>.</summary>
/// <param name="Method">The method of <see cref="IMonitor"/>, such as <c>RunPipelineAsync</c>.</param>
/// <param name="Arguments">Its arguments in their order, without the cancellation token.</param>
public sealed record FakeCall(string Method, params IReadOnlyList<object?> Arguments);
