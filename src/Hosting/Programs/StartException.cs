namespace FlextMonitor.Hosting.Programs;

/// <summary>A cause that the person who starts the program can put right. Its message is shown in one line, without a stack.</summary>
/// <param name="message">What is wrong and what to do about it.</param>
/// <param name="innerException">The cause; <c>null</c> if there is no other.</param>
public sealed class StartException(string message, Exception? innerException = null) : Exception(message, innerException);
