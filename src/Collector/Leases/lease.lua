-- Takes, renews or releases the lease of a source's collector. Its epoch stays when it ends, so that late writes are refused.
-- KEYS: 1 lease, 2 the source's values, 3 its removals
-- ARGV: 1 'take', 'renew' or 'release', 2 who, 3 epoch ('take': the epoch must be greater than this), 4 milliseconds that it lasts,
--       5 milliseconds that the values are kept, 6 channel on which a release is told, 7 source
-- Answers with the epoch, and with who holds it until how many milliseconds from now if that is another; epoch 0 means that it is not held.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease = redis.call('HMGET', KEYS[1], 'epoch', 'holder', 'until')
local epoch, holder, ends = tonumber(lease[1] or '0'), lease[2], tonumber(lease[3] or '0')

local function hold(number)
  redis.call('HSET', KEYS[1], 'epoch', string.format('%.0f', number), 'holder', ARGV[2], 'until', string.format('%.0f', now + tonumber(ARGV[4])))
  redis.call('PEXPIRE', KEYS[2], ARGV[5])
  redis.call('PEXPIRE', KEYS[3], ARGV[5])
  return { string.format('%.0f', number), ARGV[2], 0 }
end

if ARGV[1] == 'take' then
  if holder and holder ~= ARGV[2] and ends > now then
    return { '0', holder, ends - now }
  end

  return hold(math.max(now, epoch + 1, tonumber(ARGV[3]) + 1))
end

-- Without a holder Redis was emptied, and nobody has taken the lease since.
local isMine = epoch == tonumber(ARGV[3]) and holder == ARGV[2]
if ARGV[1] == 'renew' then
  if isMine or (not holder and epoch <= tonumber(ARGV[3])) then
    return hold(tonumber(ARGV[3]))
  end

  return { '0', holder or '', 0 }
end

if isMine then
  redis.call('HSET', KEYS[1], 'until', 0)
  redis.call('PUBLISH', ARGV[6], ARGV[7])
end

return { '0', '', 0 }
