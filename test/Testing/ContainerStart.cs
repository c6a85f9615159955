using DotNet.Testcontainers.Containers;

namespace FlextMonitor.Testing;

/// <summary>Starts the container of a fixture.</summary>
internal static class ContainerStart
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <param name="build">Describes the container.</param>
    /// <param name="image">Its image.</param>
    /// <param name="variable">The variable that names the image.</param>
    /// <param name="part">A part of the tests for which <c>test/run.sh</c> provides the image.</param>
    /// <exception cref="InvalidOperationException">It cannot be started; the message says what it needs.</exception>
    public static async Task<TContainer> RunAsync<TContainer>(Func<TContainer> build, string image, string variable, string part)
        where TContainer : IContainer
    {
        try
        {
            var container = build();
            await container.StartAsync().WaitAsync(Limit);
            return container;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"This test needs a container engine and the image '{image}' ({variable}); `bash test/run.sh {part}` provides both. {exception.Message}", exception);
        }
    }
}
