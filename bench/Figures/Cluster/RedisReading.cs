using System.Globalization;
using FlextMonitor.Testing;

namespace FlextMonitor.Bench.Figures.Cluster;

/// <summary>What a Redis server does: since it started, as it says itself, or for something.</summary>
/// <param name="Commands">Commands that it carries out, those inside scripts too.</param>
/// <param name="Received">Bytes that it receives.</param>
/// <param name="Sent">Bytes that it sends.</param>
internal sealed record RedisReading(double Commands, double Received, double Sent)
{
    public static async Task<RedisReading> OfAsync(RedisServer redis)
    {
        var values = (await redis.CommandAsync("info stats")).Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => line.Split(':')).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1]);
        return new RedisReading(Number("total_commands_processed"), Number("total_net_input_bytes"), Number("total_net_output_bytes"));

        double Number(string name) => double.Parse(values[name], CultureInfo.InvariantCulture);
    }

    public static RedisReading operator -(RedisReading left, RedisReading right) => new(left.Commands - right.Commands, left.Received - right.Received, left.Sent - right.Sent);

    public static RedisReading operator /(RedisReading reading, double parts) => new(reading.Commands / parts, reading.Received / parts, reading.Sent / parts);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Commands:0.0} commands, {Received / 1024:0.00} KB received, {Sent / 1024:0.00} KB sent");
}
